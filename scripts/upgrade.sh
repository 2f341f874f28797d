#!/usr/bin/env bash
# Governance rehearsed on a chain of its own: brakes, votes, and the next runtime with its migration.
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
		Usage: scripts/upgrade.sh [OPTIONS]

		Builds the node and the next runtime, starts a fresh development chain on a free port, and plays
		the upgrade journey on it: calls are paused, everything is stopped and goes on again, votes and
		upgrades are refused, the next runtime is voted on and takes over, its migration fails half-way,
		is repaired by referendum and carried through. Then the chain is stopped and removed. Takes about
		three minutes.

		Options:
		  --keep      leave the chain running after the journey, until Ctrl-C
		  --no-build  take node and runtime as they were built last
		  --help      this text

		Exit code 0: every step went as expected. 1: a step did not. 2: the journey could not be made.
	END
}

# complain_and_end WORDS: the code for a journey that cannot be made.
complain_and_end() {
	complain "$@"
	exit 2
}

keep=false
build=true
while [ $# -gt 0 ]; do
	case $1 in
	--keep) keep=true ;;
	--no-build) build=false ;;
	--help | -h)
		usage
		exit 0
		;;
	*) complain_and_end "unknown option $1: see scripts/upgrade.sh --help" ;;
	esac
	shift
done

CHILD_PID=
NODE_PID=
work=
stop_everything() {
	trap '' INT TERM HUP
	if [ -n "$CHILD_PID" ]; then
		stop_child "$CHILD_PID"
	fi
	if [ -n "$NODE_PID" ]; then
		stop_node "$NODE_PID"
	fi
	if [ -n "$work" ]; then
		rm -rf "$work"
	fi
}
trap stop_everything EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM

# build_all: what start.sh builds, of which the next runtime is a part.
build_all() {
	has_tool cargo || complain_and_end "cargo is missing: run scripts/setup.sh"
	(require_build_space) || exit 2
	say "building (the first time takes about half an hour)"
	run_child cargo build --workspace --locked || complain_and_end "the build failed: see the errors above"
}

# require_built FILE WHAT
require_built() {
	[ -f "$1" ] || complain_and_end "there is no $2 at $1: run scripts/upgrade.sh without --no-build"
}

start_chain() {
	work=$(mktemp -d)
	port=$(free_port)
	url=ws://127.0.0.1:$port
	say "starting a fresh development chain at $url"
	start_node "$port" "$work"
	if ! wait_for_block "$url" 120 1 "$NODE_PID"; then
		last_words "$NODE_LOG" >&2
		complain_and_end "the chain made no block: see above"
	fi
}

play() {
	local code=0
	say "the upgrade journey"
	run_upgrade_journey "$url" || code=$?
	if [ "$code" -ne 0 ]; then
		last_words "$NODE_LOG" >&2 || true
		complain "the upgrade journey failed: see above"
	fi
	return "$code"
}

leave_running() {
	say "the chain runs at $url"
	note "open it:  https://polkadot.js.org/apps/?rpc=ws%3A%2F%2F127.0.0.1%3A$port#/explorer"
	note "its log:  $NODE_LOG"
	note "stop it:  Ctrl-C"
	wait "$NODE_PID" || true
	NODE_PID=
	fail "the node has ended by itself"
}

salus_env
if ! has_tool node || ! has_tool npm; then
	complain_and_end "node and npm are missing: run scripts/setup.sh"
fi
if $build; then
	build_all
fi
require_built "$(node_binary)" node
require_built "$(next_runtime)" "next runtime"
install_journey || complain_and_end "the journey's packages could not be installed: see above, check the network"
start_chain
code=0
play || code=$?
if $keep; then
	leave_running
fi
[ "$code" -eq 0 ] || exit "$code"
