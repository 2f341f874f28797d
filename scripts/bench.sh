#!/usr/bin/env bash
# Measures what Salus has set itself as goals, and prints it beside them.
set -euo pipefail
# shellcheck source=scripts/lib/common.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib/common.sh"
# shellcheck source=scripts/lib/bencher.sh
source "$SALUS_ROOT/scripts/lib/bencher.sh"

usage() {
	cat <<-END
		Usage: scripts/bench.sh [--repeat N]

		Builds the runtime with its benchmarks, measures Salus's hot calls and the SDK's yardsticks
		(pallet_nfts::mint, pallet_assets::transfer, pallet_balances::transfer_keep_alive, an sr25519
		verification) in one run
		of one runtime, and prints a table against the goals. Ends with 1 when one is missed.

		  --repeat N    runs of each (1000)
	END
}

repeat=1000
while [ $# -gt 0 ]; do
	case $1 in
	--repeat) repeat=${2:?--repeat needs a number} && shift 2 ;;
	--help | -h) usage && exit 0 ;;
	*) fail "unknown option $1: see scripts/bench.sh --help" ;;
	esac
done

salus_env
cd "$SALUS_ROOT"
require_tool node "run scripts/setup.sh --tests"
benchmark_runtime

results=$(mktemp -d)
trap 'rm -rf "$results"; touch runtime/build.rs' EXIT
say "measuring, $repeat runs of each"
bench --pallets pallet_assets,pallet_balances,pallet_claims,pallet_consent,pallet_nfts,pallet_provenance,pallet_records,pallet_trail \
	--extrinsic "$(node scripts/lib/goals.mjs --list)" --extra --steps 2 --repeat "$repeat" \
	--min-duration 0 --template scripts/templates/measured.hbs --output "$results" \
	>"$results/log" 2>&1 || {
	tail -n 20 "$results/log"
	fail "measuring failed"
}
node scripts/lib/goals.mjs "$results"/*.rs
