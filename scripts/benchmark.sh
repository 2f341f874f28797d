#!/usr/bin/env bash
# Measures the weights of the calls and writes them into the code.
set -euo pipefail
# shellcheck source=scripts/lib/common.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib/common.sh"

usage() {
	cat <<-END
		Usage: scripts/benchmark.sh [--steps N] [--repeat N] [PALLET...]

		Builds the runtime with its benchmarks, runs those of PALLET (all that the project measures
		itself when none is named) and writes the weights: of Salus's own pallets into
		pallets/*/src/weights.rs, of others into runtime/src/weights/.

		  --steps N     values tried for each component of a call (50)
		  --repeat N    runs of each (20)
	END
}

# What the project measures itself. Other SDK pallets come with weights that were measured on the
# SDK's reference hardware; those of XCM depend on a runtime's own configuration.
own=(pallet_credentials pallet_consent pallet_records)
xcm=(pallet_xcm_benchmarks::fungible pallet_xcm_benchmarks::generic)
others=(pallet_xcm)
steps=50
repeat=20
pallets=()
while [ $# -gt 0 ]; do
	case $1 in
	--steps) steps=${2:?--steps needs a number} && shift 2 ;;
	--repeat) repeat=${2:?--repeat needs a number} && shift 2 ;;
	--help) usage && exit 0 ;;
	-*) fail "unknown option $1: see --help" ;;
	*) pallets+=("$1") && shift ;;
	esac
done
[ ${#pallets[@]} -gt 0 ] || pallets=("${own[@]}" "${others[@]}" "${xcm[@]}")

salus_env
cd "$SALUS_ROOT"

# In release: what the node does for a call is part of what is measured.
bencher=${SALUS_TOOLS_DIR:-$HOME/.cache/salus/tools}/bin/frame-omni-bencher
if [ ! -x "$bencher" ]; then
	say "building frame-omni-bencher (the first time takes about half an hour)"
	cargo install frame-omni-bencher --version 0.28.0 --locked --root "${bencher%/bin/*}" \
		--target-dir "$CARGO_TARGET_DIR"
fi

say "building the runtime with its benchmarks"
# Checking is enough: the wasm is built on the way, in release, in the place of the wasm without
# benchmarks. The touch lets the next build make that one again.
restore() {
	touch runtime/build.rs
}
trap restore EXIT
cargo check --workspace --exclude salus-node --all-targets --locked \
	--features runtime-benchmarks,try-runtime
wasm=$CARGO_TARGET_DIR/benchmark-runtime.wasm
cp "$(runtime_wasm)" "$wasm"

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
	"$bencher" v1 benchmark pallet --runtime "$wasm" --genesis-builder-preset development \
		--pallet "$pallet" --extrinsic '*' --steps "$steps" --repeat "$repeat" \
		--wasm-execution compiled --template "scripts/templates/$template" --output "$output"
done
