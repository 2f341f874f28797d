#!/usr/bin/env bash
# EPCIS in, chain out: plans the calls that documents stand for, and submits them.
set -euo pipefail
# shellcheck source=scripts/lib/common.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib/common.sh"
# shellcheck source=scripts/lib/journey.sh
source "$SALUS_ROOT/scripts/lib/journey.sh"

usage() {
	cat <<'USAGE'
Plans the chain calls that GS1 EPCIS 2.0 documents stand for, submits them, and says event by event
what became of them.

Usage: scripts/epcis.sh FILE... [OPTIONS]
       scripts/epcis.sh --plan PLAN [OPTIONS]

  --map FILE             locations, parties, sensors, company prefixes: see epcis/README.md
  --url URL              where the node listens (default: ws://127.0.0.1:9944)
  --signers FILE         { account: "//Uri, mnemonic, or path of a key file" }
  --dev-signers          the well-known keys of development instead
  --state FILE           what earlier runs know; FILE.sent says what was sent
  --secrets FILE         secrets of lots, salts of documents (default: FILE.secrets beside the state, or
                         build/epcis/secrets.json)
  --out FILE             where the plan goes (default: build/epcis/plan-TIME.json)
  --plan PLAN            submit this plan once more: what was refused, or a person has filled in
  --receive-within DAYS  by when shipments are to be received (default: 30)
  --batch                the calls of an event as one: all or none
  --prepare              on a development chain: licences, prefixes, products, sensors first
  --help                 this text

Exit code 0: all that could be sent was done. 1: the chain refused something, or an event is
malformed. 2: it could not be run, or broke off.
USAGE
}

# complain_and_end WORDS: the code for what cannot be run.
complain_and_end() {
	complain "$@"
	exit 2
}

files=() planning=() submitting=()
state='' secrets='' out='' plan='' signed=false
while [ $# -gt 0 ]; do
	case $1 in
	--help | -h) usage && exit ;;
	--dev-signers) submitting+=("$1") signed=true ;;
	--batch | --prepare) submitting+=("$1") ;;
	--map | --url | --signers | --state | --secrets | --out | --plan | --receive-within)
		[ $# -gt 1 ] || complain_and_end "$1 wants a value, see --help"
		case $1 in
		--map) planning+=(--map "$2") ;;
		--url) submitting+=(--url "$2") ;;
		--signers) submitting+=(--signers "$2") signed=true ;;
		--state) state=$2 ;;
		--secrets) secrets=$2 ;;
		--out) out=$2 ;;
		--plan) plan=$2 ;;
		--receive-within) planning+=("$1" "$2") submitting+=("$1" "$2") ;;
		esac
		shift
		;;
	-*) complain_and_end "unknown option $1, see --help" ;;
	*) files+=("$1") ;;
	esac
	shift
done
[ -n "$plan" ] || [ ${#files[@]} -gt 0 ] || complain_and_end "no documents, see --help"
[ -z "$plan" ] || [ ${#files[@]} -eq 0 ] || complain_and_end "either documents or --plan, see --help"
$signed || complain_and_end "who signs? Give --signers FILE, or --dev-signers on a development chain"
[ -z "$state" ] || submitting+=(--sent "$state.sent")

salus_env
require_tool node "install Node.js 20.19 or newer"
CHILD_PID=
work=$(mktemp -d)
trap 'rm -rf "$work"; [ -z "$CHILD_PID" ] || stop_child "$CHILD_PID"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# make_plan: answers 0, or 3 when something in the documents is malformed. The state is changed in a
# copy: what has not been sent has not been seen.
make_plan() {
	local code=0
	require_tool cargo "run scripts/setup.sh"
	SKIP_WASM_BUILD=1 cargo build --manifest-path "$SALUS_ROOT/Cargo.toml" -p salus-epcis --locked --quiet ||
		complain_and_end "salus-epcis cannot be built: see above"
	mkdir -p "$SALUS_ROOT/build/epcis"
	plan=${out:-$SALUS_ROOT/build/epcis/plan-$(date -u +%Y%m%dT%H%M%S.%3N).json}
	if [ -n "$state" ]; then
		mkdir -p "$(dirname "$state")"
		planning+=(--state "$work/state.json")
		if [ -f "$state" ]; then
			cp "$state" "$work/state.json"
		fi
	fi
	planning+=(--secrets "${secrets:-${state:+$state.secrets}}")
	[ -n "${planning[-1]}" ] || planning[-1]=$SALUS_ROOT/build/epcis/secrets.json
	"$CARGO_TARGET_DIR/debug/salus-epcis" plan "${files[@]}" "${planning[@]}" --out "$plan" || code=$?
	case $code in
	0 | 3) ;;
	*) exit 2 ;;
	esac
}

# keep_state: what was submitted has been seen.
keep_state() {
	if [ -f "$work/state.json" ]; then
		(umask 077 && cp "$work/state.json" "$state.new")
		mv "$state.new" "$state"
	fi
}

made=false
if [ -z "$plan" ]; then
	make_plan
	made=true
fi
install_journey || complain_and_end "the packages could not be installed: see above, check the network"
code=0
run_child node "$SALUS_ROOT/scripts/journey/epcis.mjs" --plan "$plan" "${submitting[@]}" || code=$?
if [ "$code" -le 1 ] && $made; then
	keep_state
fi
if $made; then
	note "the plan: $plan"
fi
if [ "$code" -eq 1 ]; then
	note "once what was refused is put right: scripts/epcis.sh --plan $plan${state:+ --state $state} …"
fi
exit "$code"
