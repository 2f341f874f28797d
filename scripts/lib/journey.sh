# shellcheck shell=bash
# The journeys: install their packages, run them. Needs common.sh.

# install_journey: exactly what the lock file names, unless it is there already.
install_journey() {
	local folder=$SALUS_ROOT/scripts/journey
	require_tool npm "run scripts/setup.sh"
	if ! cmp -s "$folder/package-lock.json" "$folder/node_modules/.installed-lock.json"; then
		run_child npm ci --prefix "$folder" --no-audit --no-fund --loglevel=error || return 1
		cp "$folder/package-lock.json" "$folder/node_modules/.installed-lock.json"
	fi
}

# run_journey URL [FHIR FILES OR FOLDERS...]: 0 when every step went as expected, 1 when one did
# not, 2 when the journey could not be made.
run_journey() {
	local url=$1
	shift
	run_child node "$SALUS_ROOT/scripts/journey/care.mjs" --url "$url" "$@"
}

# run_supply_journey URL: the same of medicines and devices on their way to a patient.
run_supply_journey() {
	run_child node "$SALUS_ROOT/scripts/journey/supply.mjs" --url "$1"
}

# run_claims_journey URL: the same of health plans and what they pay.
run_claims_journey() {
	run_child node "$SALUS_ROOT/scripts/journey/claims.mjs" --url "$1"
}

# next_runtime: where the build has put the runtime that the upgrade journey goes over to.
next_runtime() {
	printf '%s\n' "$CARGO_TARGET_DIR/debug/wbuild/salus-rehearsal/salus_rehearsal.compact.compressed.wasm"
}

# run_upgrade_journey URL: the same of governance and an upgrade, on a chain with nothing else on it.
run_upgrade_journey() {
	run_child node "$SALUS_ROOT/scripts/journey/upgrade.mjs" --url "$1" --code "$(next_runtime)"
}

# run_epcis_story URL: the EPCIS documents of epcis/tests, about goods that the chain does not know yet,
# become calls: all of them are done, and none of them a second time. 0 when so, 1 when not.
run_epcis_story() {
	local url=$1 documents=$SALUS_ROOT/epcis/tests/documents folder code=0
	folder=$(mktemp -d)
	if ! node "$SALUS_ROOT/scripts/journey/renumber.mjs" "$documents/story.jsonld" "$folder/story.jsonld"; then
		code=1
	elif ! epcis_story "$url" "$folder" --prepare; then
		complain "not all of the EPCIS story became calls that are done: see above"
		code=1
	elif ! epcis_story "$url" "$folder" >"$folder/again.log" 2>&1 ||
		! grep -q '^18 events: 0 done, 18 events seen before\.$' "$folder/again.log"; then
		cat "$folder/again.log"
		complain "the EPCIS story told again is to send nothing: see above"
		code=1
	else
		note "told again, it sends nothing"
	fi
	rm -rf "$folder"
	return "$code"
}

# epcis_story URL FOLDER [OPTIONS...]: submits the story in a folder, with what it knows.
epcis_story() {
	local url=$1 folder=$2
	shift 2
	run_child "$SALUS_ROOT/scripts/epcis.sh" "$folder/story.jsonld" --url "$url" --dev-signers \
		--map "$SALUS_ROOT/epcis/tests/documents/map.json" --state "$folder/state.json" \
		--out "$folder/plan.json" "$@"
}
