#!/usr/bin/env bash
# From a bare machine to a running development chain with the care journey played on it.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
# shellcheck source=scripts/lib/common.sh
. scripts/lib/common.sh
# shellcheck source=scripts/lib/node.sh
. scripts/lib/node.sh
# shellcheck source=scripts/lib/journey.sh
. scripts/lib/journey.sh

usage() {
	cat <<-END
		Usage: scripts/start.sh [OPTIONS]

		Installs what is missing, builds, starts the development chain, plays the care journey on it,
		and leaves the chain running until Ctrl-C.

		Options:
		  --fresh       begin a new chain; without it the chain of the last start goes on
		  --detach      leave the chain running in the background and return
		  --port PORT   where the chain listens on 127.0.0.1 (default: 9944)
		  --supply      play the supply journey, too
		  --claims      play the claims journey, too
		  --no-journey  only the chain
		  --yes         install without asking, as root where needed
		  --help        this text

		The chain's data is in build/chain/PORT, and a new runtime always begins a new chain. The
		build is in ~/.cache/salus/target.

		Environment:
		  SALUS_TARGET_DIR  where to build instead
	END
}

fresh=false
detach=false
journey=true
supply=false
claims=false
port=9944
confirm=()
while [ $# -gt 0 ]; do
	case $1 in
	--fresh) fresh=true ;;
	--detach) detach=true ;;
	--supply) supply=true ;;
	--claims) claims=true ;;
	--no-journey) journey=false ;;
	--yes | -y) confirm=(--yes) ;;
	--port)
		[ $# -gt 1 ] || fail "--port needs a number"
		port=$2
		shift
		;;
	--port=*) port=${1#--port=} ;;
	--help | -h)
		usage
		exit 0
		;;
	*) fail "unknown option $1: see scripts/start.sh --help" ;;
	esac
	shift
done

if ! $journey && { $supply || $claims; }; then
	fail "--supply and --claims are journeys: --no-journey excludes them"
fi
if ! [[ $port =~ ^[1-9][0-9]{0,4}$ ]] || [ "$port" -gt 65535 ]; then
	fail "$port is no port: choose one from 1 to 65535"
fi
url=ws://127.0.0.1:$port
chain=$SALUS_ROOT/build/chain/$port

CHILD_PID=
NODE_PID=
stop_everything() {
	trap '' INT TERM HUP
	if [ -n "$CHILD_PID" ]; then
		stop_child "$CHILD_PID"
	fi
	if [ -n "$NODE_PID" ]; then
		stop_node "$NODE_PID"
	fi
}
trap stop_everything EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM

require_free_port() {
	port_is_busy "$port" || return 0
	local pid
	pid=$(cat "$chain/pid" 2>/dev/null || true)
	if [ -n "$pid" ] && kill -0 "$pid" 2>/dev/null; then
		fail "port $port is busy with the chain of an earlier start: stop it with 'kill $pid', or choose another with --port"
	fi
	fail "port $port is busy: stop what listens there, or choose another with --port"
}

install_missing() {
	if ! scripts/setup.sh --check >/dev/null; then
		say "installing what is missing"
		scripts/setup.sh "${confirm[@]}" || fail "not everything is installed: see above, then run scripts/start.sh again"
	fi
	hash -r
	require_tool cargo "install Rust with rustup (https://rustup.rs)"
	require_tool node "install Node.js 20.19 or newer with npm"
}

build() {
	require_build_space
	require_space "$SALUS_ROOT" 1
	say "building (the first time takes about half an hour)"
	run_child cargo build --workspace --locked && return 0
	[ "$(free_gib "$CARGO_TARGET_DIR")" -ge 1 ] ||
		fail "the build failed, for the disk with $CARGO_TARGET_DIR is full: free some space and start again"
	fail "the build failed: see the errors above, put them right and start again"
}

# data_folder: where this runtime's chain is kept. A new runtime begins a new chain, as the old one
# would go on with the runtime that it has.
data_folder() {
	local runtime
	runtime=$(cat "$(runtime_wasm)" chain-specs/development.json | sha256sum)
	printf '%s\n' "$chain/${runtime:0:12}"
}

start_chain() {
	local data code=0
	if $fresh; then
		rm -rf "$chain"
	fi
	data=$(data_folder)
	if [ -d "$data" ]; then
		note "the chain of the last start goes on (--fresh begins a new one)"
	elif [ -d "$chain" ]; then
		note "a new runtime: a new chain begins"
	fi
	say "starting the development chain"
	require_free_port
	start_node "$port" "$data"
	# A chain that goes on has blocks before it makes one.
	wait_for_block "$url" 60 1 "$NODE_PID" &&
		wait_for_block "$url" 60 $((BLOCK + 1)) "$NODE_PID" || code=$?
	if [ "$code" -ne 0 ]; then
		last_words "$NODE_LOG" >&2
		fail "the chain made no block: see $NODE_LOG; a new one begins with --fresh"
	fi
	printf '%s\n' "$NODE_PID" >"$chain/pid"
	note "block $BLOCK"
}

play() {
	install_journey || fail "the journey's packages could not be installed: see above, check the network"
	play_journey care run_journey
	if $supply; then
		play_journey supply run_supply_journey
	fi
	if $claims; then
		play_journey claims run_claims_journey
	fi
}

# play_journey NAME COMMAND
play_journey() {
	local code=0
	say "the $1 journey"
	"$2" "$url" || code=$?
	if [ "$code" -ne 0 ]; then
		complain "the $1 journey failed: see above; the chain's log is $NODE_LOG"
		exit "$code"
	fi
}

leave_running() {
	say "the chain runs at $url"
	note "open it:  https://polkadot.js.org/apps/?rpc=ws%3A%2F%2F127.0.0.1%3A$port#/explorer"
	note "its log:  $NODE_LOG"
	if $detach; then
		note "stop it:  kill $NODE_PID"
		NODE_PID=
		return 0
	fi
	note "stop it:  Ctrl-C"
	wait "$NODE_PID" || true
	last_words "$NODE_LOG" >&2
	NODE_PID=
	fail "the node has ended by itself: see $NODE_LOG"
}

salus_env
require_free_port
install_missing
build
start_chain
if $journey; then
	play
fi
leave_running
