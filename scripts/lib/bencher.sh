# shellcheck shell=bash
# Measuring with frame-omni-bencher. To be sourced after common.sh.

# benchmark_runtime: builds the bencher and the runtime with its benchmarks.
#
# In release: what the node does for a call is part of what is measured.
benchmark_runtime() {
	BENCHER=${SALUS_TOOLS_DIR:-$HOME/.cache/salus/tools}/bin/frame-omni-bencher
	if [ ! -x "$BENCHER" ]; then
		say "building frame-omni-bencher (the first time takes about half an hour)"
		cargo install frame-omni-bencher --version 0.28.0 --locked --root "${BENCHER%/bin/*}" \
			--target-dir "$CARGO_TARGET_DIR"
	fi

	say "building the runtime with its benchmarks"
	# Checking is enough: the wasm is built on the way, in release, in the place of the wasm without
	# benchmarks. The touch lets the next build make that one again.
	trap 'touch "$SALUS_ROOT/runtime/build.rs"' EXIT
	cargo check --workspace --exclude salus-node --all-targets --locked \
		--features runtime-benchmarks,try-runtime
	BENCHMARK_WASM=$CARGO_TARGET_DIR/benchmark-runtime.wasm
	cp "$(runtime_wasm)" "$BENCHMARK_WASM"
}

# bench ARGUMENTS...: measures what the arguments say, after benchmark_runtime.
bench() {
	"$BENCHER" v1 benchmark pallet --runtime "$BENCHMARK_WASM" \
		--genesis-builder-preset development --wasm-execution compiled "$@"
}
