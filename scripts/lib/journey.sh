# shellcheck shell=bash
# The care journey: install its packages, run it. Needs common.sh.

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
