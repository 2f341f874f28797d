// What every step of the supply journey has at hand.
import { Journey } from '../journey.mjs';
import { companyPrefix, freshPrefix, gtin, sscc } from './gs1.mjs';
import { Messages } from './messages.mjs';

const DAY = 24 * 60 * 60 * 1000;
const TRANSIT = 10 * DAY;
// Of the maker's items: packs, and the device.
const VACCINE = 1;
const DROPS = 2;
const PUMP = 3;

export class SupplyJourney extends Journey {
	constructor(common) {
		super(common);
		this.messages = new Messages(this.api);
		this.prefix = freshPrefix();
		this.gtins = {
			vaccine: gtin(this.prefix, VACCINE),
			drops: gtin(this.prefix, DROPS),
			pump: gtin(this.prefix, PUMP),
		};
		// Filled by the steps, for those that follow.
		this.goods = {};
	}

	/** The maker's company prefix, as the chain has it. */
	get company() {
		return companyPrefix(this.prefix);
	}

	/** The maker's case, pallet or load with this number. */
	container(number) {
		return sscc(this.prefix, number);
	}

	/** The calls that open some. */
	open(...numbers) {
		return numbers.map((number) =>
			this.api.tx.provenance.openContainer(this.container(number), this.company, 0));
	}

	/** The call that packs spans, or containers by their numbers, into a container. */
	pack(number, ...things) {
		return this.api.tx.provenance.pack(this.container(number), items(this, things));
	}

	/** The call that puts them into stock. */
	unpack(...things) {
		return this.api.tx.provenance.unpack(items(this, things), 0);
	}

	/** The call that ships a container. `documents` commits to what goes with it. */
	async ship(number, consignee, documents, kind = 'Sale') {
		const until = (await this.queries.now()) + TRANSIT;
		const sent = this.container(number);
		return this.api.tx.provenance.ship(sent, consignee.address, kind, documents, until);
	}

	/** The call that receives it. */
	receive(number, reports = []) {
		return this.api.tx.provenance.receive(this.container(number), 0, reports);
	}

	/**
	 * The call that dispenses the pack `index` of `lot`, or portions of it. It costs less for who says where
	 * the pack's range ends, which the chain answers to who verifies it.
	 */
	dispense(lot, index, { portions = null, rangeEnd = null, proven = lot.proven(index) } = {}) {
		const { unit, proof } = proven;
		return this.api.tx.provenance.dispense(lot.id, index, unit, proof, portions, rangeEnd);
	}

	/** The name of who has an address. */
	nameOf(address) {
		return Object.values(this.people).find((person) => address.eq(person.address))?.name ?? `${address}`;
	}
}

function items(journey, things) {
	return things.map((thing) =>
		(typeof thing === 'number' ? { Container: journey.container(thing) } : { Units: thing }));
}
