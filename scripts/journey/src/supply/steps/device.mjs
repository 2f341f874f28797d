// A device with a key of its own: who has it, knows it, and a patient knows theirs.
import { randomBytes } from 'node:crypto';
import { stringToHex, u8aToHex } from '@polkadot/util';
import { blake2AsHex, decodeAddress } from '@polkadot/util-crypto';
import { freshSalt } from '../../cipher.mjs';
import { eventsOf } from '../../send.mjs';
import { statement } from '../../statements.mjs';
import { miswritten, printed } from '../gs1.mjs';
import { ed25519Key } from '../keys.mjs';
import { patientCommitment } from '../messages.mjs';

const DAY = 24 * 60 * 60 * 1000;
const DAY_SECONDS = DAY / 1000;
const MINUTE = 60 * 1000;
// Between two calibrations. The device was made before that.
const INTERVAL = 180;
const AGE = 200;
const VERSION = stringToHex('2.1.0');
// The number of the first release.
const RELEASE = 0;

export async function device(journey) {
	journey.table.part('A device with a key');
	const pump = await made(journey);
	await delivered(journey, pump);
	await serviced(journey, pump);
	await implanted(journey, pump);
}

async function made(journey) {
	const { api, company, gtins, messages, people, queries } = journey;
	const { hospital, maker, rival } = people;
	const { manufacture, offer, recordService, registerModel, releaseFirmware } = api.tx.devices;
	const today = Math.floor((await queries.now()) / DAY);
	const own = ed25519Key();
	const firmware = ed25519Key();
	const identifier = { Gs1: gtins.pump };
	const model = messages.model(identifier);
	const serial = stringToHex('P-000025');
	const id = messages.device(model, serial);
	const pi = { lot: stringToHex('L26'), serial, expires: today + 3650, made: today - AGE, software: null };
	const image = blake2AsHex(randomBytes(64), 256);
	const register = (code) =>
		registerModel(code, company, statement('an infusion pump'), INTERVAL * DAY_SECONDS, null, firmware.key);
	const make = (signer) => manufacture(model, pi, own.key, signer.sign(messages.possession(id, own.key)));
	const release = (signer) =>
		releaseFirmware(model, VERSION, image, signer.sign(messages.release(model, RELEASE, VERSION, image)));
	const due = (await queries.now()) + DAY;
	await journey.actTogether([
		[maker, [
			{
				step: 'register a model with a wrong check digit',
				call: register({ Gs1: miswritten(gtins.pump) }),
				expected: 'devices.InvalidGtin',
			},
			{ step: `register a pump, UDI-DI ${printed(gtins.pump)}`, call: register(identifier) },
			{
				step: 'manufacture one with a key that it has not',
				call: make(ed25519Key()),
				expected: 'devices.BadSignature',
			},
			{ step: 'manufacture one with its key', call: make(own) },
			{
				step: 'release firmware signed with another key',
				call: release(own),
				expected: 'devices.BadSignature',
			},
			{ step: 'release firmware', call: release(firmware) },
			{
				step: 'calibrate it without being asked to',
				call: recordService(id, 'Calibration', statement('certificate'), due),
				expected: 'devices.NotAuthorised',
			},
			{ step: 'offer it to a hospital', call: offer(id, hospital.address) },
		]],
		[rival, [
			{
				step: 'register a model under the maker\'s prefix',
				call: register({ Gs1: gtins.drops }),
				expected: 'devices.NotPrefixOwner',
			},
		]],
	]);
	return { id, model, own };
}

async function delivered(journey, { id, own }) {
	const { api, messages, people, queries } = journey;
	const { hospital, maker, rival } = people;
	const { accept, authenticate, authoriseServicer, install } = api.tx.devices;
	const now = await queries.now();
	const challenge = (counter) => ({ nonce: u8aToHex(randomBytes(32)), expires: now + 5 * MINUTE, counter });
	const answer = (asked, signer = own) =>
		authenticate(id, asked, signer.sign(messages.challenge(id, hospital, asked)));
	const first = challenge(1);
	const installed = install(id, RELEASE, 2, own.sign(messages.install(id, RELEASE, 2)));
	await journey.act('accept what is offered to somebody else', rival, accept(id), 'devices.NotRecipient');
	const [, , asking] = await journey.actInTurn(hospital, [
		{ step: 'accept it', call: accept(id) },
		{
			step: 'ask a pump with another key to sign',
			call: answer(first, ed25519Key()),
			expected: 'devices.BadSignature',
		},
		{ step: 'ask the pump to sign', call: answer(first) },
		{ step: 'show that signature again', call: answer(first), expected: 'devices.Replayed' },
		{ step: 'install the firmware, as the pump says', call: installed },
		{ step: 'install it by the same word again', call: installed, expected: 'devices.Replayed' },
		{ step: 'let the maker service it', call: authoriseServicer(maker.address, now + DAY) },
	]);
	await journey.ask(
		'read what the signature says of it', hospital, 'InUse, Facility, calibration overdue',
		answered(queries, asking), asking.block,
	);
}

async function serviced(journey, { id }) {
	const { api, people, queries } = journey;
	const { hospital, maker } = people;
	const now = await queries.now();
	const calibrate = (days) =>
		api.tx.devices.recordService(id, 'Calibration', statement('certificate'), now + days * DAY);
	const [, done] = await journey.actInTurn(maker, [
		{
			step: 'calibrate it for longer than the model allows',
			call: calibrate(2 * INTERVAL),
			expected: 'devices.DueTooLate',
		},
		{ step: 'calibrate it', call: calibrate(INTERVAL - 1) },
	]);
	await journey.ask(
		'read how it stands', hospital, 'InUse, Facility, firmware 0',
		queries.standing(id, done.hash), done.block,
	);
}

async function implanted(journey, { id, model, own }) {
	const { api, messages, people, queries } = journey;
	const { hospital, maker, patient } = people;
	const salt = freshSalt();
	const { authenticate, implant, offer, takeMeasure } = api.tx.devices;
	const hidden = patientCommitment(id, salt, decodeAddress(patient.address));
	const [implanting] = await journey.actInTurn(hospital, [
		{ step: 'implant it; the chain gets a commitment', call: implant(id, hidden) },
		{ step: 'offer it to somebody', call: offer(id, maker.address), expected: 'devices.Implanted' },
	]);
	const { state } = (await queries.view('Devices', 'device', [id], implanting.hash)).unwrap();
	const onChain = state.asImplanted.patient.toHex();
	const matched = (known) =>
		(patientCommitment(id, known, decodeAddress(patient.address)) === onChain ? 'matches' : 'does not match');
	await journey.ask('compare the commitment, with the salt', patient, 'matches', matched(salt));
	await journey.ask('try that patient, without the salt', maker, 'does not match', matched(freshSalt()));

	const kind = { Recall: { class: 'II', depth: 'Patient' } };
	const recall = takeMeasure({ Model: model }, kind, 'Malfunction', statement('its valve sticks'));
	const recalling = await journey.act('recall the model, class II', maker, recall);
	const { block, hash } = recalling;
	await journey.ask(
		'read how it stands', patient, 'Implanted, Facility, firmware 0, Recall(II, Patient)',
		queries.standing(id, hash), block,
	);
	const notice = await queries.view('Devices', 'implant_notice', [id], hash);
	await journey.ask(
		'ask whether something is wrong with the implant', patient, 'Recall(II, Patient)',
		queries.measure(notice), block,
	);
	const asked = { nonce: u8aToHex(randomBytes(32)), expires: (await queries.now()) + 5 * MINUTE, counter: 3 };
	const signed = own.sign(messages.challenge(id, hospital, asked));
	const asking = await journey.act('ask the pump to sign again', hospital, authenticate(id, asked, signed));
	await journey.ask(
		'read what the signature says of it', hospital,
		'Implanted, Facility, firmware 0, Recall(II, Patient)', answered(queries, asking),
		asking.block,
	);
}

function answered(queries, outcome) {
	const [authenticated] = eventsOf(outcome, 'devices', 'Authenticated');
	return authenticated && queries.told(authenticated.data.standing);
}
