# shellcheck shell=bash
# What the scripts share: messages, checks and the build environment. To be sourced; runs nothing.

SALUS_ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)

# say WORDS: what happens next.
say() {
	printf '==> %s\n' "$*"
}

# note WORDS: a remark that needs no action.
note() {
	printf '    %s\n' "$*"
}

# complain WORDS: one line about what went wrong and what to do.
complain() {
	printf 'error: %s\n' "$*" >&2
}

# fail WORDS: complains and ends the script.
fail() {
	complain "$@"
	exit 1
}

# has_tool NAME
has_tool() {
	command -v "$1" >/dev/null 2>&1
}

# require_tool NAME WHAT_TO_DO
require_tool() {
	has_tool "$1" || fail "$1 is missing: $2"
}

# salus_env: exports what every build of the workspace needs. The target folder is outside the
# checkout, so that fresh clones share it, and WASM_BUILD_WORKSPACE_HINT leads the wasm build to
# the lock file.
salus_env() {
	local rust="${CARGO_HOME:-$HOME/.cargo}"
	if ! has_tool cargo && [ -x "$rust/bin/cargo" ]; then
		export PATH="$rust/bin:$PATH"
	fi
	export CARGO_TARGET_DIR=${SALUS_TARGET_DIR:-$HOME/.cache/salus/target}
	export WASM_BUILD_WORKSPACE_HINT=$SALUS_ROOT
	export OPENSSL_NO_VENDOR=1
	# Compact and compressed, as it is shipped, in every profile.
	export WASM_BUILD_TYPE=release
}

# node_binary: where the build puts the node.
node_binary() {
	printf '%s\n' "${CARGO_TARGET_DIR:?call salus_env first}/debug/salus-node"
}

# runtime_wasm: where the build puts the compressed runtime.
runtime_wasm() {
	local folder="${CARGO_TARGET_DIR:?call salus_env first}/debug/wbuild/salus-runtime"
	printf '%s\n' "$folder/salus_runtime.compact.compressed.wasm"
}

# free_gib PATH: whole GiB that are free where PATH is or is going to be.
free_gib() {
	local path=$1
	while [ ! -e "$path" ]; do
		path=$(dirname "$path")
	done
	df -Pk "$path" | awk 'NR == 2 { print int($4 / 1048576) }'
}

# require_space PATH GIB
require_space() {
	local free
	free=$(free_gib "$1")
	[ "$free" -ge "$2" ] ||
		fail "$1 has $free GiB free and $2 GiB are needed: free some space, or set SALUS_TARGET_DIR to a folder on a larger disk"
}

# require_build_space: a first build needs much more than a later one.
require_build_space() {
	if [ -x "$(node_binary)" ]; then
		require_space "$CARGO_TARGET_DIR" 2
	else
		require_space "$CARGO_TARGET_DIR" 15
	fi
}

# start_child COMMAND...: starts it with a process group of its own and sets CHILD_PID.
start_child() {
	setsid "$@" </dev/null &
	CHILD_PID=$!
}

# stop_child PID: ends a process group that start_child began, at last by force.
stop_child() {
	local pid=$1 waited=0
	kill -TERM -- "-$pid" 2>/dev/null || kill -TERM "$pid" 2>/dev/null || return 0
	while kill -0 "$pid" 2>/dev/null && [ "$waited" -lt 100 ]; do
		sleep 0.1
		waited=$((waited + 1))
	done
	kill -KILL -- "-$pid" 2>/dev/null || true
	wait "$pid" 2>/dev/null || true
}

# run_child COMMAND...: runs it to its end, answers its exit code, and lets a trap stop it.
run_child() {
	local code=0
	start_child "$@"
	wait "$CHILD_PID" || code=$?
	CHILD_PID=
	return "$code"
}
