#!/usr/bin/env bash
# An accounting of disclosures out of a custodian's file, checked against the chain.
set -euo pipefail
# shellcheck source=scripts/lib/common.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib/common.sh"
# shellcheck source=scripts/lib/journey.sh
. "$SALUS_ROOT/scripts/lib/journey.sh"

usage() {
	cat <<-END
		Usage: scripts/accounting.sh [--url URL] --custodian ADDRESS --subject ADDRESS
		                             --from YYYY-MM-DD --to YYYY-MM-DD FILE.jsonl

		Lists to whom, when and for what a custodian disclosed a subject's data (45 CFR 164.528), out
		of the custodian's file of receipts, and checks for each day that the file is what the
		custodian anchored on chain.

		Options:
		  --custodian ADDRESS  whose file it is
		  --subject ADDRESS    whose data it is about
		  --from, --to DATE    the first and the last day (UTC)
		  --url URL            where the node listens (default: ws://127.0.0.1:9944)
		  --help               this text

		Exit code 0: the accounting is complete. 1: a day is missing or altered. 2: bad input, or no
		chain. What the file looks like: scripts/journey/src/receipts.mjs
	END
}

for argument in "$@"; do
	case $argument in
	--help | -h)
		usage
		exit 0
		;;
	esac
done

CHILD_PID=
stop_everything() {
	if [ -n "$CHILD_PID" ]; then
		stop_child "$CHILD_PID"
	fi
}
trap stop_everything EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

if ! has_tool node || ! has_tool npm; then
	complain "node and npm are missing: run scripts/setup.sh"
	exit 2
fi
if ! install_journey >&2; then
	complain "the packages could not be installed: see above, check the network"
	exit 2
fi
run_child node "$SALUS_ROOT/scripts/journey/accounting.mjs" "$@"
