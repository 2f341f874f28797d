# shellcheck shell=bash
# A relay chain with two validators, and Salus with two collators on it: build it, start it, watch it,
# stop it. Needs common.sh and node.sh.

# The nodes in the order in which they start.
NETWORK_NODES=(validator-alice validator-bob collator-alice collator-bob)
# How many ports they take, from the first one.
NETWORK_PORTS=12
# Bob's public key, which everybody has: his collator is the one that is killed.
NETWORK_BOB=0x8eaf04151687736326c9fea17e25fc5287613693c912909cb226aa4794f26a48
# One of Salus's slots, in seconds.
NETWORK_SLOT=6

declare -A NETWORK_PIDS=()

# relay_folder: where the relay chain's binaries are kept.
relay_folder() {
	printf '%s\n' "${SALUS_RELAY_DIR:-$HOME/.cache/salus/relay}"
}

# relay_source: a name for what the relay chain's node is built from.
relay_source() {
	local folder=$SALUS_ROOT/relay
	cat "$folder/Cargo.toml" "$folder/Cargo.lock" "$folder"/src/*.rs "$SALUS_ROOT/rust-toolchain.toml" |
		sha256sum | cut -c 1-16
}

# relay_state: `ready`, `outdated` when relay/ has changed since, or `missing`.
relay_state() {
	local folder name
	folder=$(relay_folder)/bin
	for name in polkadot polkadot-prepare-worker polkadot-execute-worker; do
		if [ ! -x "$folder/$name" ]; then
			echo missing
			return
		fi
	done
	if [ "$(cat "$folder/source" 2>/dev/null)" = "$(relay_source)" ]; then
		echo ready
	else
		echo outdated
	fi
}

# prepare_relay: builds the relay chain's node and its workers, and keeps nothing else. What it shares
# with the parachain's node is built with other features, so that a target folder in common would
# have both compiled again and again.
prepare_relay() {
	local folder target
	folder=$(relay_folder)
	target=$folder/target
	mkdir -p "$target" "$folder/bin"
	(
		cd "$SALUS_ROOT/relay" || exit 1
		unset SKIP_WASM_BUILD
		export CARGO_TARGET_DIR=$target WASM_BUILD_WORKSPACE_HINT=$SALUS_ROOT/relay
		exec cargo build --locked
	) || return 1
	rm -f "$folder/bin/source"
	cp "$target"/debug/polkadot{,-prepare-worker,-execute-worker} "$folder/bin/"
	relay_source >"$folder/bin/source"
	rm -rf "$target"
}

# available_mib: memory that new processes may take.
available_mib() {
	awk '$1 == "MemAvailable:" { print int($2 / 1024) }' /proc/meminfo
}

# busy_ports FIRST: those of the network's ports on which somebody listens.
busy_ports() {
	local port
	for ((port = $1; port < $1 + NETWORK_PORTS; port++)); do
		if port_is_busy "$port"; then
			printf '%s ' "$port"
		fi
	done
}

# free_ports: the first of the network's ports, all of them free.
free_ports() {
	local first
	while true; do
		first=$((20000 + RANDOM % 9900))
		if [ -z "$(busy_ports "$first")" ]; then
			printf '%s\n' "$first"
			return
		fi
	done
}

# network_port NODE WHAT: of a validator `p2p` and `rpc`, of a collator those and, as it is a node of
# the relay chain too, `relay-p2p` and `relay-rpc`.
network_port() {
	local offset
	case $1 in
	validator-alice) offset=0 ;;
	validator-bob) offset=2 ;;
	collator-alice) offset=4 ;;
	collator-bob) offset=8 ;;
	esac
	case $2 in
	rpc) offset=$((offset + 1)) ;;
	relay-p2p) offset=$((offset + 2)) ;;
	relay-rpc) offset=$((offset + 3)) ;;
	esac
	printf '%s\n' "$((NETWORK_FIRST_PORT + offset))"
}

# network_url NODE
network_url() {
	printf 'ws://127.0.0.1:%s\n' "$(network_port "$1" rpc)"
}

# network_log NODE
network_log() {
	printf '%s\n' "$NETWORK_FOLDER/$1.log"
}

# node_key NODE: its secret on the network. Secret it need not be, but the same at every start.
node_key() {
	local index
	for index in "${!NETWORK_NODES[@]}"; do
		if [ "${NETWORK_NODES[index]}" = "$1" ]; then
			printf '%064x' "$((index + 1))"
		fi
	done
}

# listen_address PORT
listen_address() {
	printf '/ip4/127.0.0.1/tcp/%s\n' "$1"
}

# node_address NODE: where the others of its chain find it.
node_address() {
	local file=$NETWORK_FOLDER/node-key
	node_key "$1" >"$file"
	printf '%s/p2p/%s\n' "$(listen_address "$(network_port "$1" p2p)")" \
		"$("$(node_binary)" key inspect-node-key --file "$file")"
}

# specs_source: a name for what the specs are made from.
specs_source() {
	cat "$(runtime_wasm)" "$SALUS_ROOT/chain-specs/local.json" "$SALUS_ROOT/scripts/chain-specs.sh" \
		"${BASH_SOURCE[0]}" "$SALUS_ROOT/scripts/lib/network.mjs" "$(relay_folder)/bin/source" |
		sha256sum | cut -c 1-16
}

# make_specs: Salus's raw spec, and the relay chain's with Salus in its genesis. They are kept, as each
# command has to compile a runtime before it answers.
make_specs() {
	local specs=$NETWORK_FOLDER/specs log=$NETWORK_FOLDER/specs.log relay para_id
	relay=$(relay_folder)/bin/polkadot
	if [ "$(cat "$specs/source" 2>/dev/null)" = "$(specs_source)" ]; then
		return 0
	fi
	rm -rf "$specs"
	mkdir -p "$specs"
	para_id=$(node -p 'require(process.argv[1]).paraId' "$SALUS_ROOT/chain-specs/local.json")
	{
		"$SALUS_ROOT/scripts/chain-specs.sh" --chain local --out "$specs" --node "$(node_binary)" \
			--wasm "$(runtime_wasm)" &&
			"$(node_binary)" export-genesis-head --chain "$specs/local.raw.json" "$specs/head" &&
			"$relay" build-spec --chain rococo-local --disable-default-bootnode >"$specs/relay.json" &&
			node "$SALUS_ROOT/scripts/lib/network.mjs" register "$specs/relay.json" "$para_id" \
				"$specs/head" "$specs/local.raw.json" >"$specs/relay-with-salus.json" &&
			"$relay" build-spec --chain "$specs/relay-with-salus.json" --raw \
				--disable-default-bootnode >"$specs/relay.raw.json"
	} >"$log" 2>&1 || return 1
	specs_source >"$specs/source"
}

# start_network_node NODE: starts it, or starts it again with the data it has.
start_network_node() {
	local name=$1 person=${1#*-} other arguments
	arguments=(--base-path "$NETWORK_FOLDER/data/$name" --node-key "$(node_key "$name")" "--$person"
		--rpc-port "$(network_port "$name" rpc)"
		--listen-addr "$(listen_address "$(network_port "$name" p2p)")"
		--no-mdns --no-telemetry --no-prometheus --no-hardware-benchmarks)
	case $name in
	validator-*)
		# Its workers are cut off from the machine as far as this machine allows: a container may not.
		arguments=("$(relay_folder)/bin/polkadot" "${arguments[@]}"
			--validator --insecure-validator-i-know-what-i-do --workers-path "$(relay_folder)/bin"
			--chain "$NETWORK_FOLDER/specs/relay.raw.json")
		if [ "$person" != alice ]; then
			arguments+=(--bootnodes "$(node_address validator-alice)")
		fi
		;;
	collator-*)
		other=collator-alice
		if [ "$person" = alice ]; then
			other=collator-bob
		fi
		arguments=("$(node_binary)" "${arguments[@]}"
			--collator --authoring slot-based --chain "$NETWORK_FOLDER/specs/local.raw.json"
			--bootnodes "$(node_address "$other")"
			-- --chain "$NETWORK_FOLDER/specs/relay.raw.json"
			--rpc-port "$(network_port "$name" relay-rpc)"
			--listen-addr "$(listen_address "$(network_port "$name" relay-p2p)")"
			--bootnodes "$(node_address validator-alice)"
			--no-mdns --no-telemetry --no-prometheus --no-hardware-benchmarks)
		;;
	esac
	start_child "${arguments[@]}" >>"$(network_log "$name")" 2>&1
	NETWORK_PIDS[$name]=$CHILD_PID
	CHILD_PID=
}

# stop_network: all at once, as each of them takes a while.
stop_network() {
	local pid
	for pid in "${NETWORK_PIDS[@]}"; do
		kill -TERM -- "-$pid" 2>/dev/null || true
	done
	for pid in "${NETWORK_PIDS[@]}"; do
		stop_child "$pid"
	done
	NETWORK_PIDS=()
}

# kill_network_node NODE: as when its power fails.
kill_network_node() {
	local pid=${NETWORK_PIDS[$1]}
	unset "NETWORK_PIDS[$1]"
	kill -KILL -- "-$pid"
	wait "$pid" 2>/dev/null || true
}

# ended_node: the first node that has ended by itself, if any.
ended_node() {
	local name
	for name in "${NETWORK_NODES[@]}"; do
		if [ -n "${NETWORK_PIDS[$name]:-}" ] && ! kill -0 "${NETWORK_PIDS[$name]}" 2>/dev/null; then
			printf '%s\n' "$name"
			return
		fi
	done
}

# finalised_block URL: number of the newest block that is final.
finalised_block() {
	local hash number
	hash=$(rpc "$1" chain_getFinalizedHead) || return 1
	hash=${hash#*\"result\":\"}
	number=$(rpc "$1" chain_getHeader "[\"${hash%%\"*}\"]") || return 1
	number=${number#*\"number\":\"0x}
	number=${number%%\"*}
	[[ $number =~ ^[0-9a-f]{1,8}$ ]] || return 1
	printf '%d\n' "$((16#$number))"
}

# block_hash URL NUMBER
block_hash() {
	local hash
	hash=$(rpc "$1" chain_getBlockHash "[$2]") || return 1
	hash=${hash#*\"result\":\"}
	hash=${hash%%\"*}
	[[ $hash =~ ^0x[0-9a-f]{64}$ ]] || return 1
	printf '%s\n' "$hash"
}

# wait_until SECONDS COMMAND...: 0 once the command succeeds, 1 when the time is over, 2 when a node
# has ended meanwhile.
wait_until() {
	local deadline=$((SECONDS + $1))
	shift
	while true; do
		[ -z "$(ended_node)" ] || return 2
		"$@" && return 0
		[ "$SECONDS" -lt "$deadline" ] || return 1
		sleep 0.5
	done
}

# has_finalised NODE NUMBER
has_finalised() {
	local number
	number=$(finalised_block "$(network_url "$1")" 2>/dev/null) && [ "$number" -ge "$2" ]
}

# has_block NODE NUMBER
has_block() {
	local number
	number=$(best_block "$(network_url "$1")" 2>/dev/null) && [ "$number" -ge "$2" ]
}

# agrees_with NODE OTHER: whether it has the newest block of the other.
agrees_with() {
	local number here there
	number=$(best_block "$(network_url "$2")" 2>/dev/null) || return 1
	there=$(block_hash "$(network_url "$2")" "$number" 2>/dev/null) || return 1
	here=$(block_hash "$(network_url "$1")" "$number" 2>/dev/null) || return 1
	[ "$here" = "$there" ]
}

# slots NODE FROM TO: of these blocks, sets BLOCKS, and how many of them are BY_BOB.
slots() {
	local answer
	answer=$(node "$SALUS_ROOT/scripts/lib/network.mjs" slots "$(network_url "$1")" "$2" "$3" \
		"$NETWORK_BOB") || return 1
	# shellcheck disable=SC2034 # for the caller
	read -r BLOCKS BY_BOB <<<"$answer"
}

# gaps NODE FROM TO: of these blocks, sets the longest GAP in slots, and the longest at a NEW_SESSION of the
# relay chain.
gaps() {
	local answer
	answer=$(node "$SALUS_ROOT/scripts/lib/network.mjs" gaps "$(network_url "$1")" "$2" "$3" \
		"$(network_url validator-alice)") || return 1
	# shellcheck disable=SC2034 # for the caller
	read -r GAP NEW_SESSION <<<"$answer"
}

# has_block_of_bob NODE FROM
has_block_of_bob() {
	local number
	number=$(best_block "$(network_url "$1")" 2>/dev/null) && [ "$number" -ge "$2" ] &&
		slots "$1" "$2" "$number" 2>/dev/null && [ "$BY_BOB" -gt 0 ]
}

# compare_roots NODE OTHER FROM TO: sets COMPARED, how many blocks, and DIVERGING, in how many of them
# the state roots differ.
compare_roots() {
	local answer
	answer=$(node "$SALUS_ROOT/scripts/lib/network.mjs" compare "$(network_url "$1")" \
		"$(network_url "$2")" "$3" "$4") || return 1
	# shellcheck disable=SC2034 # for the caller
	read -r COMPARED DIVERGING <<<"$answer"
}
