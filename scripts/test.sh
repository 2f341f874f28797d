#!/usr/bin/env bash
# Runs everything that CI runs.
# shellcheck disable=SC2317 # stages are called by their name
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
# shellcheck source=scripts/lib/common.sh
. scripts/lib/common.sh
# shellcheck source=scripts/lib/node.sh
. scripts/lib/node.sh
# shellcheck source=scripts/lib/journey.sh
. scripts/lib/journey.sh

# Every stage in its order: name, what it does.
stages=(
	"setup       installs what is missing"
	"format      rustfmt, taplo, shellcheck"
	"features    Cargo features reach every dependency that has them (zepter)"
	"deny        licences, bans and sources of dependencies; advisories where their database is reached"
	"build       node and runtime wasm"
	"test        unit, runtime and documentation tests"
	"lint        clippy, warnings denied; stricter for what runs in wasm"
	"benchmarks  the pallets' tests once more with their benchmarks, which are run as tests"
	"wasm        size of the compressed runtime"
	"chain-specs specs of the development and the local chain"
	"journey     the journeys and an EPCIS document against live nodes, and bad input"
)

# Largest compressed runtime, in bytes: an upgrade to a larger one cannot be rehearsed, for the relay chain
# that the development node plays takes 2 MiB.
max_wasm=2080000
# Seconds from launch to the first block.
max_first_block=20

# What clippy denies in primitives and pallets as they are built for wasm.
wasm_lints=(
	clippy::arithmetic_side_effects
	clippy::cast_possible_truncation
	clippy::cast_possible_wrap
	clippy::cast_precision_loss
	clippy::cast_sign_loss
	clippy::expect_used
	clippy::indexing_slicing
	clippy::panic
	clippy::todo
	clippy::unimplemented
	clippy::unreachable
	clippy::unwrap_used
)

usage() {
	cat <<-END
		Usage: scripts/test.sh [OPTIONS]

		Runs everything that CI runs, stops at the first stage that fails, and ends with a summary.
		The first run builds about a thousand crates, which takes half an hour on two cores.

		Options:
		  --only STAGE,...  only these stages, in the usual order
		  --keep-going      run the later stages too when one fails
		  --list            list the stages
		  --yes             do not ask before root installs packages
		  --help            this text

		Environment:
		  SALUS_TARGET_DIR  where cargo builds (default: ~/.cache/salus/target)
		  SALUS_TOOLS_DIR   where cargo-deny and zepter are (default: ~/.cache/salus/tools)
	END
}

only=
keep_going=false
yes=()
while [ $# -gt 0 ]; do
	case $1 in
	--only)
		[ $# -gt 1 ] || fail "--only needs stages: see scripts/test.sh --list"
		only=$2
		shift
		;;
	--only=*) only=${1#*=} ;;
	--keep-going) keep_going=true ;;
	--list)
		printf '%s\n' "${stages[@]}"
		exit 0
		;;
	--yes | -y) yes=(--yes) ;;
	--help | -h)
		usage
		exit 0
		;;
	*) fail "unknown option $1: see scripts/test.sh --help" ;;
	esac
	shift
done

wanted=()
for stage in "${stages[@]}"; do
	name=${stage%% *}
	if [ -z "$only" ] || [[ ,$only, == *,$name,* ]]; then
		wanted+=("$name")
	fi
done
for name in ${only//,/ }; do
	[[ " ${wanted[*]} " == *" $name "* ]] || fail "no stage $name: see scripts/test.sh --list"
done

salus_env
tools=${SALUS_TOOLS_DIR:-$HOME/.cache/salus/tools}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# remark WORDS: a remark that goes into the summary too.
remark() {
	note "$*"
	printf '%s\n' "$*" >>"$work/remarks"
}

stage_setup() {
	scripts/setup.sh --tests "${yes[@]}"
}

stage_format() {
	cargo fmt --all --check
	RUST_LOG=warn scripts/tools/node_modules/.bin/taplo fmt --check
	# What a script sources is checked with it.
	shellcheck --external-sources --check-sourced scripts/*.sh scripts/lib/rustc-anywhere .ci/run
}

stage_features() {
	"$tools/bin/zepter" run check --manifest-path Cargo.toml
}

stage_deny() {
	# Crates that spell their licence in an outdated way are none of our business; an exception
	# which is no longer needed is.
	"$tools/bin/cargo-deny" --locked check --hide-inclusion-graph \
		--allow parse-error --deny license-exception-not-encountered \
		licenses bans sources
	if ! timeout 300 "$tools/bin/cargo-deny" fetch db >"$work/fetch.log" 2>&1; then
		remark "advisories skipped: their database cannot be reached"
	elif ! "$tools/bin/cargo-deny" --locked check --hide-inclusion-graph advisories; then
		# An advisory can appear at any time: it fails no unrelated change.
		remark "there are advisories to look at: see above"
	fi
}

stage_build() {
	require_build_space
	cargo build --workspace --locked
}

stage_test() {
	# The same packages as in the build: what is compiled there is used here.
	cargo test --workspace --locked
}

# The pallets, as cargo is told about them.
pallets=()
for directory in pallets/*/; do
	pallets+=(-p "pallet-$(basename "$directory")")
done

stage_lint() {
	local packages=(-p salus-primitives)
	packages+=("${pallets[@]}")

	# To check the node, its thousand crates would have to be checked first. The build has them ready,
	# so our own crates are built once more with clippy as the compiler. The plain build that follows
	# has nothing to do but put its own binary back in place.
	RUSTC_WORKSPACE_WRAPPER=clippy-driver CLIPPY_ARGS=-Dwarnings__CLIPPY_HACKERY__ \
		cargo test --workspace --locked --no-run
	cargo build --workspace --locked --quiet

	# As built for wasm, where nothing may panic.
	wasm_clippy "${packages[@]}" --message-format json -- "${wasm_lints[@]/#/-W}" |
		node scripts/lib/judge-lints.mjs "${wasm_lints[@]}"

	# The benchmarks of all pallets, which no other build has.
	wasm_clippy "${packages[@]}" -p salus-runtime --features runtime-benchmarks,try-runtime -- \
		-D warnings
}

# wasm_clippy ARGUMENTS...: clippy over libraries as they go into the wasm.
wasm_clippy() {
	CARGO_TARGET_WASM32V1_NONE_RUSTFLAGS="--cfg substrate_runtime" cargo clippy --locked --lib \
		--target wasm32v1-none --no-default-features "$@"
}

stage_benchmarks() {
	# The model has been driven beside the gate at its full length in the stage before.
	SALUS_MODEL_SEQUENCES=1000 cargo test --locked --lib "${pallets[@]}" --features runtime-benchmarks,try-runtime
}

stage_wasm() {
	local wasm size
	wasm=$(runtime_wasm)
	[ -f "$wasm" ] || fail "there is no $wasm: run the stage build first"
	size=$(wc -c <"$wasm")
	[ "$size" -lt "$max_wasm" ] || fail "the runtime has $size bytes, $max_wasm are the limit"
	remark "$((size / 1000)) kB of at most $((max_wasm / 1000)) kB"
}

stage_chain-specs() {
	scripts/chain-specs.sh --node "$(node_binary)" --wasm "$(runtime_wasm)"
}

# Of the journey stage: what runs, and how to stop it whatever happens.
NODE_PID=
CHILD_PID=
running=()
stop_everything() {
	local pid
	for pid in $CHILD_PID $NODE_PID "${running[@]}"; do
		stop_child "$pid"
	done
	NODE_PID=
	running=()
}

# launch NAME PORT [NODE ARGUMENTS...]: starts a node and waits for its first block.
launch() {
	local name=$1 port=$2 begin
	shift 2
	begin=$(date +%s%N)
	start_node "$port" "$work/$name" "$@"
	if ! wait_for_block "ws://127.0.0.1:$port" "$max_first_block" 1 "$NODE_PID"; then
		last_words "$NODE_LOG"
		fail "the $name chain made no block within $max_first_block s"
	fi
	running+=("$NODE_PID")
	remark "first block of the $name chain after $((($(date +%s%N) - begin) / 1000000)) ms"
}

# play_apart NAME URL JOURNEY...: plays them on that chain, one after the other, while others are
# played on theirs. What they say is in the log of that name.
play_apart() {
	local name=$1 url=$2 journey
	shift 2
	(
		CHILD_PID=
		trap 'if [ -n "$CHILD_PID" ]; then stop_child "$CHILD_PID"; fi' EXIT
		trap 'exit 143' TERM
		for journey in "$@"; do
			"$journey" "$url"
		done
	) >"$work/$name.log" 2>&1 &
	running+=("$!")
}

# start_detached PORT: what a newcomer runs, without the journey, and then the end of it.
start_detached() {
	local folder=build/chain/$1
	scripts/start.sh --yes --detach --no-journey --port "$1"
	best_block "ws://127.0.0.1:$1" >/dev/null ||
		fail "scripts/start.sh left no chain running on port $1"
	stop_node "$(cat "$folder/pid")"
	rm -r "$folder"
}

# refuses WORDS ARGUMENTS...: the journey cannot be made, and says so with these words.
refuses() {
	local words=$1 code=0
	shift
	timeout 120 node scripts/journey/care.mjs "$@" >"$work/refusal.log" 2>&1 </dev/null || code=$?
	if [ "$code" -ne 2 ] || ! grep -qF -- "$words" "$work/refusal.log"; then
		cat "$work/refusal.log"
		fail "the journey should refuse $* with code 2 and name $words; its code was $code"
	fi
	note "refused: $*"
}

stage_journey() {
	local port url before
	trap stop_everything EXIT
	install_journey
	npm test --prefix scripts/journey
	node --test scripts/lib/network.test.mjs

	say "the development chain, from its generated spec: one for each journey"
	local name urls=() players=() code
	for name in care supply claims upgrade; do
		port=$(free_port)
		urls+=("ws://127.0.0.1:$port")
		launch "$name" "$port" --chain build/chain-specs/development.raw.json
	done
	play_apart supply-journey "${urls[1]}" run_supply_journey run_epcis_story
	players+=("$!")
	play_apart claims-journey "${urls[2]}" run_claims_journey
	players+=("$!")
	url=${urls[0]}
	play_apart upgrade-journey "${urls[3]}" run_upgrade_journey
	players+=("$!")
	run_journey "$url"
	for name in supply claims upgrade; do
		code=0
		wait "${players[0]}" || code=$?
		players=("${players[@]:1}")
		cat "$work/$name-journey.log"
		[ "$code" -eq 0 ] || fail "the $name journey ended with $code: see above"
	done
	before=$(best_block "$url")
	wait_for_block "$url" 20 $((before + 2)) "${running[0]}" ||
		fail "the chain stands still at block $before after the journeys"

	say "scripts/start.sh: a busy port, then a free one"
	if scripts/start.sh --no-journey --port "$port" >"$work/start.log" 2>&1 ||
		! grep -qF "port $port is busy" "$work/start.log"; then
		cat "$work/start.log"
		fail "scripts/start.sh should say that port $port is busy"
	fi
	start_detached "$(free_port)"

	say "bad input"
	printf '{ "resourceType": "Patient", ' >"$work/malformed.json"
	printf '{ "name": "not FHIR" }\n' >"$work/other.json"
	mkdir "$work/empty"
	refuses malformed.json --url "$url" "$work/malformed.json"
	refuses other.json --url "$url" "$work/other.json"
	refuses absent.json --url "$url" "$work/absent.json"
	refuses empty --url "$url" "$work/empty"
	stop_everything
	refuses "$url" --url "$url"
	refuses ws://nowhere.invalid:9944 --url ws://nowhere.invalid:9944

	say "the local chain, on the other database"
	launch local "$(free_port)" --chain build/chain-specs/local.raw.json --database paritydb
}

# Summary: one line a stage.
summary=()
failed=0
started=$SECONDS
summarise() {
	printf '\n%-12s %-7s %8s  %s\n' stage result time remarks
	printf '%s\n' "${summary[@]}"
	printf '%-12s %-7s %8s\n' total "$([ "$failed" -eq 0 ] && echo ok || echo FAILED)" \
		"$(clock $((SECONDS - started)))"
}

# clock SECONDS: as minutes and seconds.
clock() {
	printf '%d:%02d' $(($1 / 60)) $(($1 % 60))
}

stopped=false
for name in "${wanted[@]}"; do
	if $stopped; then
		summary+=("$(printf '%-12s %-7s' "$name" 'not run')")
		continue
	fi
	say "$name"
	begin=$SECONDS
	: >"$work/remarks"
	# A stage ends at its first command that fails, which bash sees to only outside of conditions.
	set +e
	(
		set -e
		"stage_$name"
	)
	code=$?
	set -e
	result=ok
	if [ "$code" -ne 0 ]; then
		result=FAILED
		failed=1
		if ! $keep_going; then
			stopped=true
		fi
	fi
	took=$(clock $((SECONDS - begin)))
	say "$name: $result after $took"
	summary+=("$(printf '%-12s %-7s %8s  %s' "$name" "$result" "$took" \
		"$(paste -sd ';' "$work/remarks" | sed 's/;/; /g')")")
done
summarise
exit "$failed"
