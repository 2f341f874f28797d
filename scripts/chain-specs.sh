#!/usr/bin/env bash
# Makes the chain specs, plain and raw, from chain-specs/*.json and the built runtime.
set -euo pipefail
# shellcheck source=scripts/lib/common.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib/common.sh"

usage() {
	cat <<'USAGE'
Makes the chain specs, plain and raw, from chain-specs/*.json and the built runtime.

Usage: scripts/chain-specs.sh [--chain NAME]... [--node FILE] [--wasm FILE] [--out DIR]

  --chain NAME  only this chain (development, local, production); may be given more than once
  --node FILE   the salus-node binary  (default: that of the last cargo build --workspace)
  --wasm FILE   the runtime            (default: the one built with it)
  --out DIR     where the specs go     (default: build/chain-specs)
  --help        this text

Without --chain all three are tried, and it is no error that production is not made while its
definition names no authorities. With --chain production it is.
USAGE
}

salus_env
out=$SALUS_ROOT/build/chain-specs
binary=$(node_binary) wasm=$(runtime_wasm) chains=()

while [ $# -gt 0 ]; do
	case $1 in
	--help | -h) usage && exit ;;
	--chain | --node | --wasm | --out)
		[ $# -gt 1 ] || fail "$1 wants a value, see --help"
		case $1 in
		--chain) chains+=("$2") ;;
		--node) binary=$2 ;;
		--wasm) wasm=$2 ;;
		--out) out=$2 ;;
		esac
		shift 2
		;;
	*) fail "unknown argument $1, see --help" ;;
	esac
done

require_tool node "install Node.js 20.19 or newer"
[ -x "$binary" ] || fail "no salus-node at $binary: build it with scripts/start.sh, or give --node FILE"
[ -f "$wasm" ] || fail "no runtime at $wasm: build it with scripts/start.sh, or give --wasm FILE"

mkdir -p "$out"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# The value of a field of a definition.
field() {
	node -p 'const [, file, key] = process.argv; require(file)[key] ?? ""' "$1" "$2"
}

# Writes the genesis of a definition: its preset, its patch over that, its parachain id.
genesis() {
	node -e '
		const [, file, preset] = process.argv;
		const isObject = (value) => value !== null && typeof value === "object" && !Array.isArray(value);
		const merge = (base, patch) =>
			isObject(base) && isObject(patch)
				? Object.entries(patch).reduce(
						(merged, [key, value]) => ({ ...merged, [key]: merge(merged[key], value) }),
						base,
					)
				: patch;
		const chain = require(file);
		const genesis = merge(require(preset), chain.genesis);
		const id = { parachainInfo: { parachainId: chain.paraId } };
		console.log(JSON.stringify(merge(genesis, id)));
	' "$1" "$2"
}

# Adds to a spec what chain-spec-builder has no option for.
complete() {
	node -e '
		const fs = require("fs");
		const [, file, spec] = process.argv;
		const { protocolId, bootNodes, telemetryEndpoints, properties } = require(file);
		const complete = {
			...JSON.parse(fs.readFileSync(spec, "utf8")),
			protocolId,
			bootNodes,
			telemetryEndpoints,
			properties,
		};
		fs.writeFileSync(spec, JSON.stringify(complete, null, 2) + "\n");
	' "$1" "$2"
}

# The first line of what went wrong, without what the node puts around it.
reason() {
	sed -e 's/\x1b\[[0-9;]*m//g' -e 's/^Error: *//' -e 's/^ *0: *//' -e 's/ for blob:$//' \
		-e '/^ *$/d' "$work/reason" | head -n 1
}

# Makes both specs of a chain, or says why not.
make() {
	local chain=$1 definition=$SALUS_ROOT/chain-specs/$1.json type
	type=$(field "$definition" chainType)
	if [ -z "$(field "$definition" paraId)" ]; then
		echo "no parachain id: set paraId" >"$work/reason"
		return 1
	fi
	{
		"$binary" chain-spec-builder display-preset --runtime "$wasm" \
			--preset-name "$(field "$definition" preset)" >"$work/preset.json" &&
			genesis "$definition" "$work/preset.json" >"$work/genesis.json" &&
			"$binary" chain-spec-builder --chain-spec-path "$work/plain.json" create \
				--chain-name "$(field "$definition" name)" --chain-id "$(field "$definition" id)" \
				-t "${type,,}" --relay-chain "$(field "$definition" relayChain)" \
				--para-id "$(field "$definition" paraId)" --runtime "$wasm" --verify \
				patch "$work/genesis.json" >/dev/null &&
			complete "$definition" "$work/plain.json" &&
			"$binary" chain-spec-builder --chain-spec-path "$work/raw.json" convert-to-raw "$work/plain.json"
	} 2>"$work/reason" || return 1
	mv "$work/plain.json" "$out/$chain.json"
	mv "$work/raw.json" "$out/$chain.raw.json"
	echo "$chain: $out/$chain.json and $chain.raw.json"
}

asked=${#chains[@]}
[ "$asked" -gt 0 ] || chains=(development local production)
for chain in "${chains[@]}"; do
	[ -f "$SALUS_ROOT/chain-specs/$chain.json" ] || fail "no chain $chain in chain-specs/"
	make "$chain" && continue
	if [ "$chain" = production ] && [ "$asked" -eq 0 ]; then
		echo "production: not made, $(reason) (see chain-specs/README.md)"
	else
		fail "$chain is not made, $(reason)"
	fi
done
