#!/usr/bin/env bash
# FHIR claims in and out: a Claim to the arguments of a call, a claim of the chain to what it came to.
set -euo pipefail
# shellcheck source=scripts/lib/common.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib/common.sh"
# shellcheck source=scripts/lib/journey.sh
source "$SALUS_ROOT/scripts/lib/journey.sh"

usage() {
	cat <<'USAGE'
Says what FHIR R4 Claims are to the chain, and makes ClaimResponse, ExplanationOfBenefit and the values
of an 835 out of what the chain decided.

Usage: scripts/claims.sh report [FILE or FOLDER...] [--map FILE] [--tags FILE]
       scripts/claims.sh convert FILE --map FILE --tags FILE [--out FILE]
       scripts/claims.sh response PLAN NUMBER --tags FILE [--eob] [--map FILE] [--lines FILE]
                                  [--url URL] [--out FILE]
       scripts/claims.sh remittance PLAN NUMBER [--tags FILE] [--url URL] [--out FILE]

  report        for each Claim: lines and amounts as they map, or every reason why they do not, with its
                FHIRPath. Without files: the examples of HL7's package, with the map and the tag table of
                scripts/journey/fixtures/claims
  convert       the arguments of claims.submit, claims.replace or authorisations.request as JSON; for a
                Claim that is refused, the reasons, and a ClaimResponse that says so
  response      a ClaimResponse of a claim on a chain
  remittance    CLP, CAS, SVC and AMT of a claim on a chain as JSON, with codes only

  --map FILE    what FHIR's references are on the chain: see scripts/journey/README.md
  --tags FILE   the plan's tag table: see there. It holds a secret
  --eob         an ExplanationOfBenefit instead
  --lines FILE  what convert made of the Claim: items are called as there
  --url URL     where the node listens (default: ws://127.0.0.1:9944)
  --out FILE    where the JSON goes (default: standard output)
  --help        this text

Exit code 0: done; of report: every file is mapped, or refused with its reasons. 1: the Claim is refused.
2: it could not be run: bad input, or no chain.
USAGE
}

for argument in "$@"; do
	case $argument in
	--help | -h) usage && exit ;;
	esac
done

CHILD_PID=
trap '[ -z "$CHILD_PID" ] || stop_child "$CHILD_PID"' EXIT
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
run_child node "$SALUS_ROOT/scripts/journey/claims-tool.mjs" "$@"
