// Votes, referenda and upgrades that come to nothing.
import { blake2AsHex } from '@polkadot/util-crypto';
import { GERMANY } from '../../governance.mjs';
import { chainCode, codeHash, shell } from '../code.mjs';
import { ended, lookup, origin, place, vote } from '../referenda.mjs';

// More than the relay chain takes, as the development node plays it, and less than a block.
const TOO_BIG = 2 * 1024 * 1024 + 1;
const WHITELISTED = { origin: origin('WhitelistedCaller'), track: 'whitelisted_caller' };

export async function refusals(journey) {
	const { api, code, kept, people, table } = journey;
	const { issuer, outsider, pauper } = people;
	const { convictionVoting, referenda, system } = api.tx;
	table.part('Who may not');
	const authorise = system.authorizeUpgrade(codeHash(code));
	const accredit = api.tx.credentials.accredit(issuer.address, 'Payer', GERMANY);
	const much = 1_000_000n * 10n ** BigInt(api.registry.chainDecimals[0]);
	const choice = (balance) => ({ Standard: { vote: { aye: true, conviction: 'Locked1x' }, balance } });
	const noted = api.tx.system.remark('0x01');
	const { hash, len } = lookup(noted).Lookup;
	const submit = (asked, bounded) => referenda.submit(asked, bounded, { After: 0 });
	const beyondMeans = convictionVoting.vote(kept.opposed, choice(much));
	const nowhere = convictionVoting.vote(9_999, choice(1n));
	const own = submit({ system: { Signed: outsider.address } }, lookup(noted));
	const mismatched = api.tx.utility.batchAll([
		api.tx.preimage.notePreimage(noted.method.toHex()),
		submit(WHITELISTED.origin, { Lookup: { hash, len: len + 1 } }),
	]);
	const attempts = [
		['vote with more than one has', beyondMeans, 'convictionVoting.InsufficientFunds'],
		['vote on a referendum that is none', nowhere, 'convictionVoting.NotOngoing'],
		['whitelist an upgrade', journey.whitelisting([authorise]), 'BadOrigin'],
		['dispatch it as whitelisted', journey.whitelisted(authorise), 'whitelist.DeferredDispatchNotFound'],
		['authorise it', authorise, 'BadOrigin'],
		['hand in a code that nobody authorised', system.applyAuthorizedUpgrade('0x00'), 'system.NothingAuthorized'],
		['place a referendum on a call of their own', own, 'referenda.NoTrack'],
		['place one on a preimage of another length', mismatched, 'referenda.PreimageStoredWithDifferentLength'],
		['cancel a referendum', referenda.cancel(kept.opposed), 'BadOrigin'],
	];
	const [, beggar] = await Promise.all([
		journey.actInTurn(outsider, attempts.map(([step, call, expected]) => ({ step, call, expected }))),
		journey.sender.send(pauper, convictionVoting.vote(kept.opposed, choice(1n))),
		journey.passAll('technicalCommittee', [
			{ step: 'authorise an upgrade by itself', call: authorise, expected: 'BadOrigin' },
			{ step: 'accredit, as the council does', call: accredit, expected: 'BadOrigin' },
		]),
	]);
	table.row({
		step: 'vote without a token',
		who: pauper.name,
		expected: 'invalid: Payment',
		result: beggar.error ?? 'done',
		block: beggar.block,
	});
}

export async function misuse(journey) {
	const { api, code, kept, table } = journey;
	table.part('Referenda that come to nothing');
	const authorise = api.tx.system.authorizeUpgrade(codeHash(code));
	const current = await chainCode(api);
	kept.unfit = unfit(journey, current);
	kept.codeBefore = codeHash(current);
	const authorising = kept.unfit.map(({ hash }) => api.tx.system.authorizeUpgrade(hash));
	const deferred = api.tx.utility.batchAll(authorising.map((call) => journey.whitelisted(call)));
	const unknown = { Lookup: { hash: blake2AsHex('nobody has this'), len: 40 } };
	const numbers = await place(journey, 'place three referenda that cannot work, and one that comes too early', [
		{ ...WHITELISTED, bounded: unknown },
		{ ...WHITELISTED, call: authorise },
		{ origin: origin('Accreditor'), track: 'accreditation', call: authorise },
		{ ...WHITELISTED, call: deferred },
	]);
	await vote(journey, numbers);
	await ended(journey, 'a call that nobody has a preimage of', numbers[0], 'approved, CallUnavailable');
	await ended(journey, 'an upgrade that is not on the whitelist', numbers[1], 'approved, BadOrigin');
	await ended(journey, 'upgrades before they are whitelisted', numbers[3], 'approved, deferred', authorising[0]);
	await journey.passAll('technicalCommittee', [
		{ step: `whitelist them: ${authorising.length} codes`, call: journey.whitelisting(authorising) },
	]);
	await ended(journey, 'an upgrade as an accreditation', numbers[2], 'approved, BadOrigin');
	const authorised = await api.query.system.authorizedUpgrade();
	const result = authorised.isNone ? 'nothing' : 'a code';
	table.row({ step: 'what is authorised', who: 'chain', expected: 'nothing', result });
}

// Codes that the chain does not take, with the hash that is authorised, and why it does not.
function unfit({ api, code }, current) {
	const version = api.runtimeVersion;
	const specVersion = Number(version.specVersion);
	const next = { specVersion: specVersion + 1 };
	const codes = [
		['that is no runtime', new Uint8Array(1_000).fill(7), 'rejected: system.FailedToExtractRuntimeVersion'],
		['of another chain', shell(version, { ...next, specName: 'solus' }), 'rejected: system.InvalidSpecName'],
		['that goes back', shell(version, { specVersion: specVersion - 1 }), 'rejected: system.SpecVersionNeedsToIncrease'],
		['that the chain has already', current, 'rejected: system.SpecVersionNeedsToIncrease'],
		['that is too big', shell(version, next, TOO_BIG), 'parachainSystem.TooBig'],
	];
	return [
		{ what: 'under another hash', code, hash: codeHash(code.subarray(1)), expected: 'system.Unauthorized' },
		...codes.map(([what, wrong, expected]) => ({ what, code: wrong, hash: codeHash(wrong), expected })),
	];
}
