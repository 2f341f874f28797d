// The emergency brakes: a call is paused, everything is stopped, and goes on again by referendum.
import { terms } from '../../consents.mjs';
import { origin } from '../referenda.mjs';
import { freshCommitment } from './registration.mjs';

// As many as voting takes, also on a slow machine.
const DAYS = 10;
const SAFETY = { origin: origin('PatientSafety'), track: 'patient_safety' };

export async function pausing(journey) {
	const { api, people, table } = journey;
	const { hospital, outsider, mother } = people;
	const { txPause } = api.tx;
	table.part('A call is paused');
	const refused = journey.sender.send(outsider, txPause.pause(['Records', 'register']));
	await journey.passAll('technicalCommittee', [
		{ step: 'pause records.register', call: txPause.pause(['Records', 'register']) },
		{ step: 'pause consent.revoke', call: txPause.pause(['Consent', 'revoke']), expected: 'txPause.Unpausable' },
		{ step: 'pause timestamp.set', call: txPause.pause(['Timestamp', 'set']), expected: 'txPause.Unpausable' },
		{ step: 'pause txPause.unpause', call: txPause.pause(['TxPause', 'unpause']), expected: 'txPause.Unpausable' },
	]);
	await journey.report('pause a call', outsider, refused, 'BadOrigin');
	const register = () => journey.register(mother, freshCommitment());
	const stopped = (aside) => aside.actTogether([
		[hospital, [
			{ step: 'register a record', call: register(), expected: 'system.CallFiltered' },
			{ step: 'register it in a batch', call: api.tx.utility.batchAll([register()]), expected: 'system.CallFiltered' },
		]],
		[outsider, [
			{ step: 'an ordinary call', call: journey.transfer() },
			{ step: 'unpause it', call: txPause.unpause(['Records', 'register']), expected: 'BadOrigin' },
		]],
	]);
	await journey.decide('place a referendum on unpausing it', [
		{ ...SAFETY, step: 'unpause records.register', call: txPause.unpause(['Records', 'register']) },
	], stopped);
	await journey.act('register a record', hospital, register());
}

export async function safeMode(journey) {
	const { api, chronicle, people, table } = journey;
	const { hospital, outsider, patient, physician } = people;
	table.part('Everything is stopped, and patients are not');
	const enter = api.tx.safeMode.forceEnter();
	// A day each, which on a development chain is some blocks.
	const days = api.tx.utility.batchAll([enter, ...Array(DAYS - 1).fill(api.tx.safeMode.forceExtend())]);
	const vain = Promise.all([
		journey.sender.send(outsider, enter),
		journey.sender.send(outsider, api.tx.safeMode.enter()),
	]);
	const [{ closing }] = await journey.passAll('technicalCommittee', [
		{ step: `enter safe mode, for ${DAYS} days`, call: days },
	]);
	const [forced, bought] = await vain;
	await journey.report('enter safe mode', outsider, forced, 'BadOrigin');
	await journey.report('buy safe mode', outsider, bought, 'safeMode.NotConfigured');
	const denied = await terms(journey, patient, {
		type: 'deny', purposes: ['TREAT'], actions: ['Access'], segments: [journey.segment],
	});
	const stopped = (aside) => aside.actTogether([
		[hospital, [{
			step: 'register a record', call: journey.register(patient, freshCommitment()), expected: 'system.CallFiltered',
		}]],
		[outsider, [
			{ step: 'an ordinary call', call: journey.transfer(), expected: 'system.CallFiltered' },
			{ step: 'leave safe mode', call: api.tx.safeMode.forceExit(), expected: 'BadOrigin' },
		]],
		[patient, [
			{ step: 'revoke the physician\'s consent', call: api.tx.consent.revoke({ Account: physician.address }) },
			{ step: 'deny it', call: api.tx.consent.deny({ Account: physician.address }, denied) },
			{ step: 'freeze everything', call: api.tx.consent.freeze() },
		]],
	]);
	await journey.decide('place a referendum on going on', [
		{ ...SAFETY, step: 'leave safe mode', call: api.tx.safeMode.forceExit() },
	], stopped);
	const { block, event } = await chronicle.first('the end of safe mode', ({ section, method }) =>
		section === 'safeMode' && method === 'Exited', closing.block);
	table.row({ step: 'safe mode ends', who: 'chain', expected: 'Force', result: event.data.reason.type, block });
	await journey.act('an ordinary call', outsider, journey.transfer());
}
