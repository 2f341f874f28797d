# shellcheck shell=bash
# The development node: start it, ask it, wait for its blocks, stop it. Needs common.sh.

# port_is_busy PORT
port_is_busy() {
	(exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null
}

# free_port: a port on which nobody listens.
free_port() {
	local port
	while true; do
		port=$((20000 + RANDOM % 10000))
		port_is_busy "$port" || break
	done
	printf '%s\n' "$port"
}

# start_node PORT BASE_PATH [NODE ARGUMENTS...]: starts the node alone, as a development chain that
# makes a block every three seconds. Sets NODE_PID and NODE_LOG. `--chain SPEC` among the arguments
# takes another chain than the built-in one. Only the loopback interface is listened on.
start_node() {
	local port=$1 base=$2
	shift 2
	mkdir -p "$base"
	NODE_LOG=$base/node.log
	start_child "$(node_binary)" --dev --base-path "$base" --rpc-port "$port" \
		--listen-addr /ip4/127.0.0.1/tcp/0 --no-mdns --no-telemetry --no-hardware-benchmarks \
		"$@" >"$NODE_LOG" 2>&1
	# shellcheck disable=SC2034 # for the caller
	NODE_PID=$CHILD_PID
	CHILD_PID=
}

# rpc URL METHOD [PARAMS]: the answer of the node, as JSON.
rpc() {
	local url=${1/#ws:/http:}
	curl --silent --fail --max-time 5 --header 'Content-Type: application/json' \
		--data "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"$2\",\"params\":${3:-[]}}" "$url"
}

# best_block URL: number of the newest block.
best_block() {
	local hex
	hex=$(rpc "$1" chain_getHeader) || return 1
	hex=${hex#*\"number\":\"0x}
	hex=${hex%%\"*}
	[[ $hex =~ ^[0-9a-f]{1,8}$ ]] || return 1
	printf '%d\n' "$((16#$hex))"
}

# wait_for_block URL SECONDS MIN_BLOCK [PID]: 0 once the newest block has at least that number, 1
# when the time is over, 2 when the process PID has ended meanwhile. Sets BLOCK.
wait_for_block() {
	local url=$1 deadline=$((SECONDS + $2)) least=$3 pid=${4:-} number
	BLOCK=
	while [ "$SECONDS" -lt "$deadline" ]; do
		if [ -n "$pid" ] && ! kill -0 "$pid" 2>/dev/null; then
			return 2
		fi
		if number=$(best_block "$url") && [ "$number" -ge "$least" ]; then
			# shellcheck disable=SC2034 # for the caller
			BLOCK=$number
			return 0
		fi
		sleep 0.5
	done
	return 1
}

# stop_node PID
stop_node() {
	stop_child "$1"
}

# last_words LOG: what the node said last, for an error message.
last_words() {
	grep -aiE 'error|panic|failed|thread' "$1" 2>/dev/null | tail -n 3 || true
}
