#!/usr/bin/env bash
# Measures the weights of the calls and writes them into the code.
set -euo pipefail
# shellcheck source=scripts/lib/common.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib/common.sh"
# shellcheck source=scripts/lib/bencher.sh
source "$SALUS_ROOT/scripts/lib/bencher.sh"

usage() {
	cat <<-END
		Usage: scripts/benchmark.sh [--steps N] [--repeat N] [--quick] [PALLET...]

		Builds the runtime with its benchmarks, runs those of PALLET (all that the project measures
		itself when none is named) and writes the weights: of Salus's own pallets into
		pallets/*/src/weights.rs, of others into runtime/src/weights/.

		  --steps N     values tried for each component of a call (50)
		  --repeat N    runs of each (20)
		  --quick       no more than these, where ten seconds for each call are usual
	END
}

# What the project measures itself. Other SDK pallets come with weights that were measured on the
# SDK's reference hardware; those of XCM depend on a runtime's own configuration.
own=(
	pallet_consent pallet_credentials pallet_emergency pallet_records pallet_representatives
	pallet_sponsorship pallet_trail pallet_products pallet_provenance pallet_coldchain
	pallet_devices pallet_coverage pallet_claims pallet_authorisations pallet_appeals pallet_council
)
xcm=(pallet_xcm_benchmarks::fungible pallet_xcm_benchmarks::generic)
others=(pallet_xcm)
steps=50
repeat=20
duration=()
pallets=()
while [ $# -gt 0 ]; do
	case $1 in
	--steps) steps=${2:?--steps needs a number} && shift 2 ;;
	--repeat) repeat=${2:?--repeat needs a number} && shift 2 ;;
	--quick) duration=(--min-duration 0) && shift ;;
	--help) usage && exit 0 ;;
	-*) fail "unknown option $1: see --help" ;;
	*) pallets+=("$1") && shift ;;
	esac
done
[ ${#pallets[@]} -gt 0 ] || pallets=("${own[@]}" "${others[@]}" "${xcm[@]}")

salus_env
cd "$SALUS_ROOT"

benchmark_runtime

for pallet in "${pallets[@]}"; do
	case " ${own[*]} , ${xcm[*]} " in
	*" $pallet "*,*)
		template='pallet-weights.hbs'
		output=pallets/${pallet#pallet_}/src/weights.rs
		;;
	*,*" $pallet "*)
		template='xcm-weights.hbs'
		output=runtime/src/weights/xcm/${pallet/::/_}.rs
		;;
	*)
		template='runtime-weights.hbs'
		output=runtime/src/weights/$pallet.rs
		;;
	esac
	say "measuring $pallet"
	bench --pallets "$pallet" --extrinsic '*' --steps "$steps" --repeat "$repeat" "${duration[@]}" \
		--template "scripts/templates/$template" --output "$output"
done
