// The items of a FHIR Claim, with their details and subdetails, as lines.
import { list } from './codes.mjs';
import { dayOf } from './days.mjs';
import { Decimal } from './json.mjs';
import { toDecimal, toUnits } from './money.mjs';
import { keysOf, keysOfClaim } from './map.mjs';
import { nameOf } from './tags.mjs';

const U32 = 4_294_967_295;
const ONE = new Decimal('1');
const CENTS = 2;

/** Reads items: what is wrong goes to `refuse(path, reason)`, what is lost to `note(path, words)`. */
export class Items {
	constructor({ resource, map, tags, refuse, note }) {
		Object.assign(this, { resource, map, tags, refuse, note });
	}

	/**
	 * The lines of a claim: `{ path, item, detail, subDetail, code, units, billed, date, reference, tag }`,
	 * without those that are refused.
	 *
	 * Parts are lines of their own when each has its price, all add up to the price of the whole, and the
	 * tag table has them. When the table has only the whole, the whole is the line.
	 */
	lines() {
		return this.#items().flatMap(({ node, path, number }) => {
			this.#addUp(node, path);
			const days = this.#days(node, path);
			if (days && days.from !== days.until) {
				this.refuse(days.path, 'a line is of one day: several days are several lines, or the claim names the first');
			}
			const reference = this.#reference(node, path, number, true);
			return this.#picked(node, path, [number]).flatMap((part) => {
				const units = this.#units(part.node, part.path);
				const billed = this.#net(part.node, part.path);
				const tag = this.#tag(part, reference, days);
				if ([units, billed, tag].includes(undefined)) {
					return [];
				}
				if (billed === 0n) {
					this.refuse(`${part.path}.net`, 'nothing is billed: a line of the chain bills something');
					return [];
				}
				return [{ ...sequences(part), code: part.service, units, billed, date: days.from, reference, tag }];
			});
		});
	}

	/** The services of a prior authorisation: the same without prices, `from` and `until` for each. */
	services() {
		return this.#items().flatMap(({ node, path, number }) => {
			const days = this.#days(node, path);
			const reference = this.#reference(node, path, number, false);
			return this.#picked(node, path, [number]).flatMap((part) => {
				const units = this.#units(part.node, part.path);
				const tag = this.#tag(part, reference, days);
				return [units, tag].includes(undefined)
					? []
					: [{ ...sequences(part), code: part.service, units, from: days.from, until: days.until, tag }];
			});
		});
	}

	/** What all items bill, as far as that can be read; in the asset's smallest unit. */
	total() {
		const nets = this.#items().map(({ node, path }) => this.#quietly(() => this.#net(node, path)));
		return nets.includes(undefined) ? undefined : nets.reduce((sum, net) => sum + net, 0n);
	}

	/** An amount in the asset's smallest unit, undefined and refused when it is none of the asset's. */
	money(value, path) {
		const { currency, decimals } = this.tags;
		if (value?.value === undefined) {
			this.refuse(path, 'there is no amount');
			return undefined;
		}
		if (typeof value.value === 'string') {
			this.refuse(`${path}.value`, 'the amount is text, not a number');
			return undefined;
		}
		if (value.currency !== currency) {
			this.refuse(`${path}.currency`, `${value.currency ?? 'no currency'}: the plan pays ${currency}`);
			return undefined;
		}
		const { units, flaw } = toUnits(value.value, decimals);
		if (flaw !== undefined) {
			this.refuse(`${path}.value`, flaw);
		}
		return units;
	}

	#items() {
		return numbered(this.resource.item).map(({ node, number, index }) =>
			({ node, path: `Claim.item[${index}]`, number }));
	}

	#quietly(read) {
		const { refuse } = this;
		this.refuse = () => {};
		try {
			return read();
		} finally {
			this.refuse = refuse;
		}
	}

	// Which nodes below this one become lines; what the table does not have is refused.
	#picked(node, path, numbers) {
		const found = this.#pick(node, path, numbers);
		if (found !== undefined) {
			for (const whole of found.filter((part) => partsOf(part.node, part.path).length > 0)) {
				this.note(whole.path, `${nameOf(whole.service)} is the line: the tag table does not have all of its parts`);
			}
			return found;
		}
		for (const leaf of leaves(node, path)) {
			if (this.#service(leaf.node) === undefined) {
				const { productOrService } = leaf.node;
				const names = list(productOrService?.coding).map(nameOf).join(', ');
				this.refuse(`${leaf.path}.productOrService`, names ? `${names} is not in the tag table` : 'there is no code');
			}
		}
		return [];
	}

	#pick(node, path, numbers) {
		const parts = partsOf(node, path);
		const below = parts.map((part) => this.#pick(part.node, part.path, [...numbers, part.number]));
		if (parts.length > 0 && !below.includes(undefined)) {
			return below.flat();
		}
		const service = this.#service(node);
		return service && [{ node, path, numbers, service }];
	}

	#service({ productOrService }) {
		const coding = list(productOrService?.coding).find(({ code, system }) =>
			code !== undefined && this.tags.service({ system, code }) !== undefined);
		return coding && this.tags.service(coding);
	}

	// What has parts costs what they cost, each of which has a price.
	#addUp(node, path) {
		const parts = partsOf(node, path);
		if (parts.length === 0) {
			return;
		}
		const without = parts.filter((part) => !hasPrice(part.node) && partsOf(part.node, part.path).length === 0);
		for (const part of without) {
			this.refuse(`${part.path}.net`, 'this part has no price of its own, so that nobody can tell what it bills');
		}
		parts.forEach((part) => this.#addUp(part.node, part.path));
		if (without.length > 0 || !hasPrice(node)) {
			return;
		}
		const [whole, ...nets] = [{ node, path }, ...parts].map((part) => this.#net(part.node, part.path));
		if (whole === undefined || nets.includes(undefined)) {
			return;
		}
		const sum = nets.reduce((all, net) => all + net, 0n);
		if (sum !== whole) {
			const [parted, stated] = [sum, whole].map((units) => toDecimal(units, this.tags.decimals));
			this.refuse(`${path}.net`, `${stated}, but its parts add up to ${parted}`);
		}
	}

	#net(node, path) {
		const parts = partsOf(node, path);
		if (!hasPrice(node)) {
			if (parts.length === 0) {
				this.refuse(`${path}.net`, 'there is neither net nor unitPrice');
				return undefined;
			}
			const nets = parts.map((part) => this.#net(part.node, part.path));
			return nets.includes(undefined) ? undefined : nets.reduce((sum, net) => sum + net, 0n);
		}
		const product = this.#product(node, path);
		if (product === null) {
			return undefined;
		}
		if (node.net === undefined) {
			const { units, flaw } = toUnits(product, this.tags.decimals);
			if (flaw !== undefined) {
				this.refuse(`${path}.unitPrice`, `quantity x unitPrice x factor: ${flaw}`);
			}
			return units;
		}
		const net = this.money(node.net, `${path}.net`);
		if (net !== undefined && product !== undefined && !isProduct(node.net.value, product)) {
			this.refuse(`${path}.net`, `${node.net.value} is not quantity x unitPrice x factor, ${product}`);
			return undefined;
		}
		return net;
	}

	// quantity x unitPrice x factor: undefined without a unitPrice, null when one of them is none.
	#product(node, path) {
		if (node.unitPrice === undefined) {
			return undefined;
		}
		const factor = this.#factor(node, path);
		const quantity = this.#units(node, path);
		const price = this.money(node.unitPrice, `${path}.unitPrice`);
		if ([factor, quantity, price].includes(undefined)) {
			return null;
		}
		return Decimal.from(node.unitPrice.value).times(factor).times(new Decimal(String(quantity)));
	}

	#factor(node, path) {
		const factor = node.factor === undefined ? ONE : Decimal.from(node.factor);
		if (factor === undefined || typeof node.factor === 'string' || factor.reduced().digits < 0n) {
			this.refuse(`${path}.factor`, `${node.factor} is no factor`);
			return undefined;
		}
		return factor;
	}

	#units(node, path) {
		const { quantity } = node;
		if (quantity === undefined) {
			return 1;
		}
		const at = `${path}.quantity`;
		if (quantity.comparator !== undefined) {
			this.refuse(`${at}.comparator`, `${quantity.comparator}: units are a number, not a range`);
			return undefined;
		}
		const units = typeof quantity.value === 'string' ? undefined : Decimal.from(quantity.value)?.integer();
		if (units === undefined || units === 0 || units > U32) {
			this.refuse(`${at}.value`, `${quantity.value ?? 'no value'}: units are whole, and 1 at least`);
			return undefined;
		}
		return units;
	}

	#days(node, path) {
		const found = this.#stated(node, path);
		if (found === undefined) {
			return undefined;
		}
		const [from, until] = [found.start, found.end].map((date) => dayOf(date?.slice?.(0, 10) ?? ''));
		if (from === undefined || until === undefined) {
			this.refuse(found.path, `${found.start ?? '?'} to ${found.end ?? '?'}: days are named in full, from 1970 to 2149`);
			return undefined;
		}
		if (from > until) {
			this.refuse(found.path, `${found.start} is after ${found.end}`);
			return undefined;
		}
		return { path: found.path, from, until };
	}

	#stated({ servicedDate, servicedPeriod }, path) {
		if (servicedDate !== undefined) {
			return { path: `${path}.servicedDate`, start: servicedDate, end: servicedDate };
		}
		if (servicedPeriod !== undefined) {
			return { path: `${path}.servicedPeriod`, ...servicedPeriod };
		}
		if (this.resource.billablePeriod !== undefined) {
			return { path: 'Claim.billablePeriod', ...this.resource.billablePeriod };
		}
		this.refuse(`${path}.serviced`, 'there is no date: neither servicedDate, servicedPeriod nor billablePeriod');
		return undefined;
	}

	// The encounter that the item names, or what the map has for the item, or for the claim.
	#reference({ encounter }, path, number, required) {
		const encounters = list(encounter).map((one) => keysOf(one, this.resource));
		const found = encounters.map((keys) => this.map.find('references', keys));
		const missing = found.indexOf(undefined);
		if (missing >= 0) {
			this.refuse(`${path}.encounter[${missing}]`, `${encounters[missing][0] ?? 'it'} is not in the map, in references`);
			return undefined;
		}
		if (new Set(found.map((one) => JSON.stringify(one))).size > 1) {
			this.refuse(`${path}.encounter`, 'a line refers to one encounter');
			return undefined;
		}
		const claims = keysOfClaim(this.resource);
		const items = claims.map((key) => `${key}/item/${number}`);
		const reference = found[0] ?? this.map.find('references', [...items, ...claims]);
		if (reference === undefined && required) {
			const names = claims.length > 0 ? `, and the map has no ${items[0]} or ${claims[0]} in references` : '';
			this.refuse(`${path}.encounter`, `there is none${names}`);
		}
		return reference;
	}

	#tag({ path, service }, reference, days) {
		if (days === undefined) {
			return undefined;
		}
		const period = this.tags.period(days.from);
		if (period === undefined || this.tags.period(days.until) !== period) {
			this.refuse(days.path, period === undefined
				? 'the tag table has no period of this day'
				: 'services of two periods of the tag table are two items');
			return undefined;
		}
		if (reference !== undefined) {
			return this.tags.tag(service, reference, days.from);
		}
		const [tag, another] = this.tags.tags(service, days.from);
		if (another !== undefined && this.resource.use === 'preauthorization') {
			const words = 'has aliases, of which the encounter chooses: the map names no encounter yet';
			this.refuse(`${path}.productOrService`, `${nameOf(service)} ${words}`);
		}
		return another === undefined ? tag : undefined;
	}
}

function partsOf(node, path) {
	const name = node.detail ? 'detail' : 'subDetail';
	return numbered(node[name]).map((part) => ({ ...part, path: `${path}.${name}[${part.index}]` }));
}

function leaves(node, path) {
	const parts = partsOf(node, path);
	return parts.length === 0 ? [{ node, path }] : parts.flatMap((part) => leaves(part.node, part.path));
}

function hasPrice({ net, unitPrice }) {
	return net !== undefined || unitPrice !== undefined;
}

// Each with the number by which a response calls it: its sequence; or its place, when those are not
// there, or not different.
function numbered(nodes) {
	const sequences = list(nodes).map((node) => Decimal.from(node?.sequence)?.integer());
	const good = sequences.every((number) => number > 0) && new Set(sequences).size === sequences.length;
	return list(nodes).map((node, index) => ({ node: node ?? {}, index, number: good ? sequences[index] : index + 1 }));
}

function sequences({ path, numbers: [item, detail, subDetail] }) {
	return { path, item, detail, subDetail };
}

// A net is the product, or the product rounded to the cent.
function isProduct(value, product) {
	const net = Decimal.from(value);
	if (net.equals(product)) {
		return true;
	}
	const { digits, places } = product.reduced();
	if (places <= CENTS) {
		return false;
	}
	const unit = 10n ** BigInt(places - CENTS);
	const cents = (digits + unit / 2n) / unit;
	const { units } = toUnits(net, CENTS);
	return units === cents;
}
