#!/usr/bin/env bash
# Builds the runtime that is released, and shows that anybody gets the same from the same commit.
set -euo pipefail
# shellcheck source=scripts/lib/common.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib/common.sh"
# shellcheck source=scripts/lib/node.sh
source "$SALUS_ROOT/scripts/lib/node.sh"
# shellcheck source=scripts/lib/journey.sh
source "$SALUS_ROOT/scripts/lib/journey.sh"

usage() {
	cat <<-END
		Usage: scripts/release.sh [OPTIONS]

		Builds the runtime's wasm as it is released: from a clean copy of a commit, in the profile
		production, with the metadata's hash. Writes it to build/release, with what there is to know
		of it in release.json: the hash that an upgrade authorises, among others.

		Options:
		  --check       build twice, in two folders that have nothing in common: both must be the same
		                to the last bit. Then compare the metadata's hash with another implementation,
		                and let a node that runs this runtime judge transactions signed with it
		  --commit REF  build this commit (HEAD)
		  --fresh       forget earlier builds, third-party crates too
		  --out DIR     where the release goes (build/release)
		  --help        this text

		A first build takes 20 minutes and more on two cores, and 6 GiB; a check twice as much.

		Environment:
		  SALUS_RELEASE_DIR  where to build (~/.cache/salus/release)
	END
}

salus_env
check=false fresh=false commit=HEAD out=$SALUS_ROOT/build/release
while [ $# -gt 0 ]; do
	case $1 in
	--check) check=true ;;
	--fresh) fresh=true ;;
	--commit | --out)
		[ $# -gt 1 ] || fail "$1 wants a value, see scripts/release.sh --help"
		case $1 in
		--commit) commit=$2 ;;
		--out) out=$2 ;;
		esac
		shift
		;;
	--help | -h) usage && exit 0 ;;
	*) fail "unknown option $1: see scripts/release.sh --help" ;;
	esac
	shift
done

release=${SALUS_RELEASE_DIR:-$HOME/.cache/salus/release}
cargo_home=${CARGO_HOME:-$HOME/.cargo}
# Two folders of different depth and length, so that neither can matter unseen.
builds=("$release/first" "$release/another/folder")
# In GiB, of one build.
needed=6

for path in "$release" "$cargo_home"; do
	case $path in
	*[[:space:]]*) fail "there is a blank in $path, and the compiler's flags are parted by blanks: choose another folder with SALUS_RELEASE_DIR or CARGO_HOME" ;;
	/*) ;;
	*) fail "$path is no absolute path: set SALUS_RELEASE_DIR and CARGO_HOME to absolute ones" ;;
	esac
done
require_tool git "install git"
require_tool node "install Node.js 20.19 or newer"
require_tool rustc "install Rust with rustup (https://rustup.rs)"
require_tool b2sum "install coreutils"
commit=$(git -C "$SALUS_ROOT" rev-parse --verify --quiet "$commit^{commit}") ||
	fail "there is no such commit in $SALUS_ROOT: choose one that git log shows"
if $check && [ ! -x "$(node_binary)" ]; then
	fail "no salus-node at $(node_binary), which the check needs: build it with scripts/start.sh"
fi

CHILD_PID=
NODE_PID=
work=$(mktemp -d)
stop_everything() {
	trap '' INT TERM HUP
	if [ -n "$CHILD_PID" ]; then
		stop_child "$CHILD_PID"
	fi
	if [ -n "$NODE_PID" ]; then
		stop_node "$NODE_PID"
	fi
	rm -rf "$work"
}
trap stop_everything EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM

# wasm_of BUILD KIND: what the wasm builder made there.
wasm_of() {
	printf '%s\n' "$1/target/debug/wbuild/salus-runtime/salus_runtime.$2.wasm"
}

# copy_sources BUILD: the commit, without what else lies around in the checkout. The files are as new
# as the copy, so that cargo does not take those of another commit for the ones that it knows.
copy_sources() {
	rm -rf "$1/source"
	mkdir -p "$1/source"
	git -C "$SALUS_ROOT" archive "$commit" | tar -x -m -C "$1/source"
}

# remaps BUILD: what the compiler writes in place of the folders of this machine.
remaps() {
	local registry
	printf -- '--remap-path-prefix=%s=/salus ' "$1/source"
	printf -- '--remap-path-prefix=%s=/target ' "$1/target"
	# The standard library's sources, which the compiler names where they are installed.
	printf -- '--remap-path-prefix=%s/lib/rustlib/src/rust=/rust ' "$(rustc --print sysroot)"
	# The last one that fits is taken. A registry's folder is called differently behind a mirror.
	printf -- '--remap-path-prefix=%s=/cargo ' "$cargo_home"
	for registry in "$cargo_home"/registry/src/*; do
		printf -- '--remap-path-prefix=%s=/cargo/registry ' "$registry"
	done
}

# build BUILD: the wasm, from sources and in a target folder of its own.
build() {
	local build=$1 wanted toolchain
	if $fresh; then
		rm -rf "$build"
	fi
	[ -d "$build/target" ] || require_space "$release" "$needed"
	copy_sources "$build"
	cd "$build/source"
	wanted=$(sed -n 's/^channel = "\(.*\)"$/\1/p' rust-toolchain.toml)
	toolchain=$(rustc --version) ||
		fail "rustc does not start in $build/source: run 'rustup toolchain install' there"
	case $toolchain in
	"rustc $wanted "*) ;;
	*) fail "the toolchain is '$toolchain', and rust-toolchain.toml wants $wanted: unset RUSTUP_TOOLCHAIN, or install it with rustup" ;;
	esac
	# So that there is something to remap, and nothing is fetched between.
	run_child cargo fetch --locked --quiet || fail "the crates in Cargo.lock could not be fetched: see above, check the network"
	# Checking is enough: the build script makes the wasm, whose profile is named here. What the
	# caller's environment tells a compiler is left out. The toolchain is named, as the wasm is built
	# outside of the sources, where theirs is not known. A macro draws a number while it is compiled, the
	# same one for all of us.
	run_child env -u RUSTFLAGS -u CARGO_ENCODED_RUSTFLAGS -u CARGO_BUILD_RUSTFLAGS \
		-u RUSTC_WORKSPACE_WRAPPER -u SKIP_WASM_BUILD -u WASM_BUILD_CARGO_ARGS \
		-u WASM_BUILD_STD -u WASM_BUILD_TOOLCHAIN -u WASM_TARGET_DIRECTORY \
		RUSTUP_TOOLCHAIN="$wanted" CARGO_TARGET_DIR="$build/target" CARGO_INCREMENTAL=0 CONST_RANDOM_SEED=salus WASM_BUILD_NO_COLOR=1 \
		WASM_BUILD_WORKSPACE_HINT="$build/source" WASM_BUILD_TYPE=production \
		WASM_BUILD_RUSTFLAGS="$(remaps "$build")" \
		RUSTC_WRAPPER="$SALUS_ROOT/scripts/lib/rustc-anywhere" SALUS_BUILD_FOLDER="$build" \
		cargo check --package salus-runtime --lib --locked --features metadata-hash || {
		[ "$(free_gib "$release")" -ge 1 ] ||
			fail "the build failed, for the disk with $release is full: free some space, or set SALUS_RELEASE_DIR"
		fail "the build failed: see the errors above"
	}
	cd "$SALUS_ROOT"
	require_no_paths "$build"
}

# require_no_paths BUILD: nothing in the wasm says where it was made.
require_no_paths() {
	local path
	for path in "$1" "$cargo_home" "$HOME/"; do
		if [ "$path" != / ] && grep -qaF -- "$path" "$(wasm_of "$1" compact)"; then
			fail "the wasm names $path, a folder of this machine: see what remaps in scripts/release.sh leaves out"
		fi
	done
}

# metadata_hash BUILD: what the compiler was given to build in.
metadata_hash() {
	local records=("$1"/target/debug/wbuild/salus-runtime/target/wasm32v1-none/production/deps/frame_metadata_hash_extension-*.d)
	sed -n 's/^# env-dep:RUNTIME_METADATA_HASH=\(0x[0-9a-f]\{64\}\)$/\1/p' "${records[@]}" | sort -u
}

# publish BUILD: the release, and what there is to know of it.
publish() {
	local wasm hash
	wasm=$(wasm_of "$1" compact.compressed)
	[ -f "$wasm" ] || fail "the build left no $wasm: start again with --fresh"
	hash=$(metadata_hash "$1")
	[[ $hash =~ ^0x[0-9a-f]{64}$ ]] || fail "the build recorded no metadata hash, or several: start again with --fresh"
	mkdir -p "$out"
	cp "$wasm" "$out/salus_runtime.compact.compressed.wasm"
	node "$SALUS_ROOT/scripts/lib/release-facts.mjs" "$(wasm_of "$1" compact)" \
		commit="$commit" \
		toolchain="$(cd "$1/source" && rustc --version)" \
		profile=production \
		size="$(wc -c <"$wasm")" \
		sha256="$(sha256sum "$wasm" | cut -d ' ' -f 1)" \
		blake2_256="0x$(b2sum --length 256 "$wasm" | cut -d ' ' -f 1)" \
		metadataHash="$hash" >"$out/release.json" || fail "the wasm cannot be described: see above"
}

# require_same: both builds, to the last bit.
require_same() {
	local kind first second
	for kind in compact compact.compressed; do
		first=$(wasm_of "${builds[0]}" "$kind") second=$(wasm_of "${builds[1]}" "$kind")
		cmp -- "$first" "$second" ||
			fail "two builds of one commit differ: compare $first with $second, as with strings and diff"
	done
	note "both builds: $(sha256sum <"$first" | cut -d ' ' -f 1) (sha256)"
}

# check_metadata_hash: that another implementation gets the same hash, and that a chain which runs the
# release takes what is signed with it and nothing else.
check_metadata_hash() {
	local port url
	install_journey || fail "the packages for the check could not be installed: see above, check the network"
	"$SALUS_ROOT/scripts/chain-specs.sh" --chain development \
		--wasm "$out/salus_runtime.compact.compressed.wasm" --out "$work" >/dev/null
	port=$(free_port)
	url=ws://127.0.0.1:$port
	start_node "$port" "$work/chain" --chain "$work/development.raw.json" --dev-block-time 1000
	if ! wait_for_block "$url" 60 1 "$NODE_PID"; then
		last_words "$NODE_LOG" >&2
		fail "a chain with this runtime made no block within 60 s"
	fi
	run_child node "$SALUS_ROOT/scripts/journey/metadata-hash.mjs" --url "$url" \
		--expect "$(metadata_hash "${builds[0]}")" || fail "the metadata hash is not right: see above"
	stop_node "$NODE_PID"
	NODE_PID=
}

if [ "$commit" = "$(git -C "$SALUS_ROOT" rev-parse HEAD)" ] &&
	! git -C "$SALUS_ROOT" diff --quiet HEAD 2>/dev/null; then
	note "what is not committed is not in the release"
fi
say "building ${commit:0:12} in ${builds[0]}"
build "${builds[0]}"
publish "${builds[0]}"
if $check; then
	say "building it once more in ${builds[1]}"
	build "${builds[1]}"
	require_same
	say "checking the metadata hash"
	check_metadata_hash
fi
say "the release is in $out"
cat "$out/release.json"
