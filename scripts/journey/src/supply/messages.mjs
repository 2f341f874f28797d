// What sensors, devices and manufacturers sign, and what a patient compares: domains and SCALE, as the
// pallets' README files say.
import { u8aConcat, u8aToHex, hexToU8a } from '@polkadot/util';
import { blake2AsHex } from '@polkadot/util-crypto';
import { commitment } from '../cipher.mjs';
import { argument } from '../metadata.mjs';
import { leaf } from '../merkle.mjs';

const READING_LEAF = 'salus/reading/v1';
const IMPLANT_DOMAIN = 'salus/device-implant/v1';

export class Messages {
	constructor(api) {
		this.api = api;
	}

	/** A new sensor: it has this key. For the registration with this number only. */
	sensor(registration, owner, key, identity, interval) {
		const call = this.api.tx.coldchain.registerSensor;
		return this.#message('salus/cold-chain-sensor/v1', [
			this.#scale('u32', registration),
			this.#scale('AccountId32', owner.address),
			argument(call, 'sensor', key),
			argument(call, 'identity', identity),
			this.#scale('u32', interval),
		]);
	}

	/** A sensor's report of a container. */
	report(registration, container, report) {
		return this.#message('salus/cold-chain-report/v1', [
			this.#scale('u32', registration),
			this.#scale('u64', container),
			argument(this.api.tx.coldchain.report, 'report', report),
		]);
	}

	/** A new device: it has this key. */
	possession(device, key) {
		const call = this.api.tx.devices.manufacture;
		return this.#message('salus/device-possession/v1', [
			this.#scale('[u8; 16]', device),
			argument(call, 'key', key),
		]);
	}

	/** A device's answer to the challenge of `by`. */
	challenge(device, by, challenge) {
		const call = this.api.tx.devices.authenticate;
		return this.#message('salus/device-challenge/v1', [
			this.#scale('[u8; 16]', device),
			this.#scale('AccountId32', by.address),
			argument(call, 'challenge', challenge),
		]);
	}

	/** A manufacturer's firmware. */
	release(model, number, version, image) {
		return this.#message('salus/device-firmware/v1', [
			this.#scale('[u8; 16]', model),
			this.#scale('u32', number),
			this.#scale('Bytes', version),
			this.#scale('H256', image),
		]);
	}

	/** A device that runs a release. */
	install(device, release, counter) {
		return this.#message('salus/device-install/v1', [
			this.#scale('[u8; 16]', device),
			this.#scale('u32', release),
			this.#scale('u64', counter),
		]);
	}

	/** The id of the model with this identifier. */
	model(identifier) {
		const encoded = argument(this.api.tx.devices.registerModel, 'identifier', identifier);
		return blake2AsHex(encoded.toU8a(), 128);
	}

	/** The id of a device: its model and its serial number. */
	device(model, serial) {
		const parts = [this.#scale('[u8; 16]', model), this.#scale('Bytes', serial)];
		return blake2AsHex(u8aConcat(...parts.map((part) => part.toU8a())), 128);
	}

	#scale(type, value) {
		return this.api.registry.createType(type, value);
	}

	#message(domain, parts) {
		const genesis = this.api.genesisHash;
		return u8aConcat(Buffer.from(domain), ...[genesis, ...parts].map((part) => part.toU8a()));
	}
}

/** The leaf of a reading: when, in seconds, and how warm, in hundredths of a degree Celsius. */
export function readingLeaf(index, at, temperature) {
	const content = Buffer.alloc(6);
	content.writeUInt32LE(at);
	content.writeInt16LE(temperature, 4);
	return leaf(READING_LEAF, index, content);
}

/** The commitment to who has the implant `device`: only who knows the salt finds out. */
export function patientCommitment(device, salt, subject) {
	return u8aToHex(commitment(IMPLANT_DOMAIN, salt, u8aConcat(hexToU8a(device), subject)));
}
