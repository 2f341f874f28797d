// The claims journey: health plans, what they pay and why not, played against a running chain.
import { CLAIMS_USAGE, parseClaims } from './src/args.mjs';
import { ClaimsJourney } from './src/claims/journey/journey.mjs';
import { ClaimsQueries } from './src/claims/journey/queries.mjs';
import { accreditation } from './src/claims/journey/steps/accreditation.mjs';
import { appeal } from './src/claims/journey/steps/appeal.mjs';
import { authorisation } from './src/claims/journey/steps/authorisation.mjs';
import { batch, flags } from './src/claims/journey/steps/batch.mjs';
import { clean } from './src/claims/journey/steps/clean.mjs';
import { coordination } from './src/claims/journey/steps/coordination.mjs';
import { eligibility } from './src/claims/journey/steps/eligibility.mjs';
import { plans } from './src/claims/journey/steps/plans.mjs';
import { refusals } from './src/claims/journey/steps/refusals.mjs';
import { reserve } from './src/claims/journey/steps/reserve.mjs';
import { response } from './src/claims/journey/steps/response.mjs';
import { review } from './src/claims/journey/steps/review.mjs';
import { deductible, maximum } from './src/claims/journey/steps/sharing.mjs';
import { takingBack } from './src/claims/journey/steps/taking-back.mjs';
import { totals } from './src/claims/journey/steps/totals.mjs';
import { CLAIMS, connect } from './src/connect.mjs';
import { gather } from './src/people.mjs';
import { play, run } from './src/play.mjs';
import { Sender } from './src/send.mjs';
import { Table } from './src/table.mjs';

const NEWCOMERS = [
	'issuer',
	'insurer1',
	'insurer2',
	'clinic',
	'centre',
	'imaging',
	'practice',
	'hospital',
	'lab',
	'pharmacy',
	'surgeon',
	'dentist',
	'quack',
	'reviewer1',
	'reviewer2',
	'reviewer3',
	'maker',
	'mother',
	'employer',
];
// Members by their pseudonyms, one for each plan; and some who are none.
const TOKENLESS = [
	'ada',
	'ben',
	'cleo',
	'cleo2',
	'eve',
	'fay',
	'gus',
	'hal',
	'ivy',
	'joe',
	'kim',
	'lou',
	'lou2',
	'nia',
	'old',
	'otto',
];

const STEPS = [accreditation, plans];

// Played side by side, each with providers and members of its own: each lane in its order.
const LANES = [
	[eligibility, clean, deductible, maximum],
	[authorisation],
	[coordination],
	[refusals],
	[review, appeal],
	[reserve],
	[takingBack],
	[batch, flags],
];

const CLOSING = [response, totals];

await run(async () => {
	const options = parseClaims(process.argv.slice(2));
	if (options.help) {
		console.log(CLAIMS_USAGE);
		return 0;
	}
	const { api, lost } = await connect(options.url, CLAIMS);
	const journey = new ClaimsJourney({
		api,
		people: await gather(NEWCOMERS, TOKENLESS),
		queries: new ClaimsQueries(api),
		sender: new Sender(api, lost),
		table: new Table(),
	});
	const lines = [`The claims journey on ${api.runtimeChain} at ${options.url}`];
	return play(journey, { lines, steps: STEPS, lanes: LANES, closing: CLOSING });
});
