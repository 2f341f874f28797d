#!/usr/bin/env bash
# Salus on a relay chain: two validators and two collators on this machine.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
# shellcheck source=scripts/lib/common.sh
. scripts/lib/common.sh
# shellcheck source=scripts/lib/node.sh
. scripts/lib/node.sh
# shellcheck source=scripts/lib/journey.sh
. scripts/lib/journey.sh
# shellcheck source=scripts/lib/network.sh
. scripts/lib/network.sh

# Goals: seconds from launch to the first final block of Salus, slots between two blocks for each
# author that is missing, seconds from a restart to the first block of its own.
max_up=180
max_gap=2
max_rejoin=60
# How many blocks are awaited while a collator is dead.
outage=6

usage() {
	cat <<-END
		Usage: scripts/network.sh --prepare
		       scripts/network.sh [OPTIONS]

		Starts a relay chain with two validators and Salus with two collators on this machine, waits for
		final blocks of Salus, plays the care journey on it, compares the two collators, prints what was
		measured and stops everything.

		Options:
		  --prepare     build the relay chain's node, once: see docs/network.md for how long it takes
		  --kill        kill a collator, show that blocks go on, start it again, compare the two
		  --no-journey  without the care journey
		  --keep        leave the network running until Ctrl-C
		  --port PORT   the first of $NETWORK_PORTS ports on 127.0.0.1 (default: some that are free)
		  --help        this text

		Data and logs are in build/network; every start begins new chains.

		Environment:
		  SALUS_RELAY_DIR   where the relay chain's node is kept (default: ~/.cache/salus/relay)
		  SALUS_TARGET_DIR  where Salus's node was built (default: ~/.cache/salus/target)
	END
}

prepare=false
killing=false
journey=true
keep=false
NETWORK_FIRST_PORT=
while [ $# -gt 0 ]; do
	case $1 in
	--prepare) prepare=true ;;
	--kill) killing=true ;;
	--no-journey) journey=false ;;
	--keep) keep=true ;;
	--port)
		[ $# -gt 1 ] || fail "--port needs a number"
		NETWORK_FIRST_PORT=$2
		shift
		;;
	--port=*)
		NETWORK_FIRST_PORT=${1#--port=}
		[ -n "$NETWORK_FIRST_PORT" ] || fail "--port needs a number"
		;;
	--help | -h)
		usage
		exit 0
		;;
	*) fail "unknown option $1: see scripts/network.sh --help" ;;
	esac
	shift
done

if [ -n "$NETWORK_FIRST_PORT" ] && { ! [[ $NETWORK_FIRST_PORT =~ ^[1-9][0-9]{0,4}$ ]] ||
	[ "$((NETWORK_FIRST_PORT + NETWORK_PORTS - 1))" -gt 65535 ]; }; then
	fail "$NETWORK_FIRST_PORT is not the first of $NETWORK_PORTS ports: choose one from 1 to $((65536 - NETWORK_PORTS))"
fi

NETWORK_FOLDER=$SALUS_ROOT/build/network
CHILD_PID=
stop_everything() {
	trap '' INT TERM HUP
	if [ -n "$CHILD_PID" ]; then
		stop_child "$CHILD_PID"
	fi
	stop_network
}
trap stop_everything EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM

# build_relay: what --prepare does.
build_relay() {
	require_tool cargo "run scripts/setup.sh"
	if [ "$(relay_state)" = ready ]; then
		say "the relay chain's node is ready in $(relay_folder)/bin"
		return
	fi
	require_space "$(relay_folder)" 12
	say "building the relay chain's node (about a thousand crates: half an hour or more on two cores)"
	prepare_relay || fail "the build failed: see the errors above, put them right and start again"
	say "the relay chain's node is in $(relay_folder)/bin; now: scripts/network.sh"
}

# require_everything: binaries, memory and ports, with a way to get what is missing.
require_everything() {
	require_tool node "run scripts/setup.sh"
	require_tool curl "run scripts/setup.sh"
	require_tool setsid "install the package util-linux"
	require_tool flock "install the package util-linux"
	if [ ! -x "$(node_binary)" ] || [ ! -f "$(runtime_wasm)" ]; then
		fail "Salus's node is not built: run scripts/test.sh --only build (half an hour the first time)"
	fi
	case $(relay_state) in
	missing) fail "the relay chain's node is not built: run scripts/network.sh --prepare once (half an hour or more)" ;;
	outdated) fail "the relay chain's node in $(relay_folder)/bin is of another version: run scripts/network.sh --prepare" ;;
	esac
	local mib busy
	mib=$(available_mib)
	[ "$mib" -ge 3072 ] ||
		fail "$mib MiB of memory are free, and 3072 are needed for four nodes: stop something else"
	require_space "$SALUS_ROOT" 2
	if [ -z "$NETWORK_FIRST_PORT" ]; then
		NETWORK_FIRST_PORT=$(free_ports)
	fi
	busy=$(busy_ports "$NETWORK_FIRST_PORT")
	[ -z "$busy" ] || fail "ports that are busy: ${busy% }; choose $NETWORK_PORTS others with --port, or let the script choose"
}

# begin_anew: a folder without the chains of an earlier run, of which only one may go on.
begin_anew() {
	mkdir -p "$NETWORK_FOLDER"
	exec 9>"$NETWORK_FOLDER/lock"
	flock --nonblock 9 || fail "a network of this checkout is running: stop it first"
	rm -rf "$NETWORK_FOLDER"/{data,*.log}
}

# broken WORDS [NODE]: what went wrong, and where to read on. A node that has ended is the reason.
broken() {
	local words=$1 name=${2:-collator-alice} ended
	ended=$(ended_node)
	if [ -n "$ended" ]; then
		name=$ended
		words="$words: $name has ended by itself"
	fi
	last_words "$(network_log "$name")" >&2
	fail "$words: see $(network_log "$name"), and the other logs beside it"
}

# since NANOSECONDS: seconds from then, with one decimal.
since() {
	awk -v from="$1" -v to="$(date +%s%N)" 'BEGIN { printf "%.1f", (to - from) / 1e9 }'
}

# result WHAT VALUE [GOAL AT_MOST]: a line of the summary. Without a goal it is only told.
summary=()
missed=0
result() {
	local verdict=
	if [ $# -gt 2 ]; then
		verdict="goal: $3"
		if awk -v value="${2%% *}" -v most="$4" 'BEGIN { exit !(value > most) }'; then
			verdict="$verdict  MISSED"
			missed=$((missed + 1))
		fi
	fi
	summary+=("$(printf '%-52s %12s  %s' "$1" "$2" "$verdict")")
}

bring_up() {
	local name begin=$1
	say "specs: a relay chain with Salus in its genesis"
	make_specs || fail "the specs are not made, $(tail -n 1 "$NETWORK_FOLDER/specs.log"): see $NETWORK_FOLDER/specs.log"
	say "two validators and two collators, from port $NETWORK_FIRST_PORT"
	for name in "${NETWORK_NODES[@]}"; do
		start_network_node "$name"
		note "$(printf '%-16s %s' "$name" "$(network_url "$name")")"
	done
	say "waiting for the relay chain's first block"
	wait_until 90 has_block validator-alice 1 || broken "the relay chain makes no block" validator-alice
	note "after $(since "$begin") s"
	say "waiting for a block of Salus that is final (one to three minutes)"
	wait_until 420 has_block collator-alice 1 || broken "Salus makes no block"
	note "the first block after $(since "$begin") s"
	wait_until 240 has_finalised collator-alice 1 || broken "no block of Salus becomes final"
	note "final after $(since "$begin") s"
	result "first final block of Salus" "$(since "$begin") s" "under $max_up s" "$max_up"
}

play() {
	local begin code=0
	install_journey || fail "the journey's packages could not be installed: see above, check the network"
	say "the care journey"
	begin=$(date +%s%N)
	run_journey "$(network_url collator-alice)" || code=$?
	[ "$code" -eq 0 ] || broken "the care journey failed with code $code, see above"
	result "care journey" "$(since "$begin") s"
}

# kill_and_return: a collator dies, the other goes on, and the first comes back with the data it has.
kill_and_return() {
	local before during begin
	# Both are to have authored.
	wait_until 120 has_block collator-alice 4 || broken "Salus stands still"
	before=$(best_block "$(network_url collator-alice)")
	say "killing Bob's collator at block $before"
	kill_network_node collator-bob
	watch_blocks $((before + outage)) $((outage * NETWORK_SLOT * max_gap * 3)) ||
		broken "blocks do not go on without Bob's collator"
	during=$(best_block "$(network_url collator-alice)")
	note "block $during, made without it; the longest wait for a block was $LONGEST s"

	say "starting it again"
	begin=$(date +%s%N)
	start_network_node collator-bob
	wait_until 120 agrees_with collator-bob collator-alice ||
		broken "Bob's collator does not catch up" collator-bob
	note "it has the newest block after $(since "$begin") s"
	result "collator back: has the newest block" "$(since "$begin") s" "under $max_rejoin s" "$max_rejoin"
	wait_until 180 has_block_of_bob collator-alice $((during + 1)) ||
		broken "Bob's collator authors no more" collator-bob
	note "a block of its own is in the chain after $(since "$begin") s"
	result "collator back: a block of its own in the chain" "$(since "$begin") s" "under $max_rejoin s" "$max_rejoin"
	killed_at=$before
}

# watch_blocks NUMBER SECONDS: waits for that block, and sets LONGEST, the longest time that no block
# arrived in.
watch_blocks() {
	local deadline=$((SECONDS + $2)) known=0 number last waited
	LONGEST=0
	last=$(date +%s%N)
	while [ "$SECONDS" -lt "$deadline" ] && [ -z "$(ended_node)" ]; do
		if number=$(best_block "$(network_url collator-alice)") && [ "$number" -gt "$known" ]; then
			waited=$(since "$last")
			LONGEST=$(awk -v a="$LONGEST" -v b="$waited" 'BEGIN { print (a > b ? a : b) }')
			known=$number
			last=$(date +%s%N)
			if [ "$known" -ge "$1" ]; then
				return 0
			fi
		fi
		sleep 0.5
	done
	return 1
}

# judge: what the two collators have to say about the blocks that both hold for final.
judge() {
	local last name
	last=$(best_block "$(network_url collator-alice)")
	say "waiting until block $last is final for both collators"
	for name in collator-alice collator-bob; do
		wait_until 180 has_finalised "$name" "$last" || broken "block $last does not become final" "$name"
	done
	compare_roots collator-alice collator-bob 1 "$last" || fail "the collators could not be compared: see above"
	result "blocks whose state roots were compared" "$COMPARED"
	result "of them diverging" "$DIVERGING" 0 0
	slots collator-alice 1 "$last" || fail "the blocks could not be read: see above"
	result "blocks by Alice, by Bob" "$((BLOCKS - BY_BOB)), $BY_BOB"
	if [ -n "$killed_at" ]; then
		compare_roots collator-alice collator-bob "$killed_at" "$last" ||
			fail "the collators could not be compared: see above"
		result "blocks compared since the kill" "$COMPARED"
		result "of them diverging" "$DIVERGING" 0 0
		gaps collator-alice "$killed_at" "$last" || fail "the blocks could not be read: see above"
		result "longest gap since the kill, one of two missing" "$GAP slots" "at most $max_gap slots" "$max_gap"
		result "the same where the relay chain began a session" "$NEW_SESSION slots"
		result "longest wait for a block, one of two missing" "$LONGEST s"
	fi
}

summarise() {
	printf '\n'
	printf '%s\n' "${summary[@]}"
	printf '\n'
	[ "$missed" -eq 0 ] || fail "$missed of the goals are missed: see above; logs are in $NETWORK_FOLDER"
}

leave_running() {
	local name
	say "the network runs"
	for name in "${NETWORK_NODES[@]}"; do
		note "$(printf '%-16s %s  %s' "$name" "$(network_url "$name")" "$(network_log "$name")")"
	done
	note "stop it:  Ctrl-C"
	while [ -z "$(ended_node)" ]; do
		sleep 1
	done
	broken "the network is incomplete"
}

salus_env
if $prepare; then
	build_relay
	exit
fi
require_everything
begin_anew
killed_at=
launched=$(date +%s%N)
bring_up "$launched"
if $journey; then
	play
fi
if $killing; then
	kill_and_return
fi
judge
result "everything" "$(since "$launched") s"
summarise
if $keep; then
	leave_running
fi
