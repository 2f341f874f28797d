// Becoming a collator, staying one and leaving: the calls of docs/running-a-collator.md.
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { Keyring } from '@polkadot/api';
import { u8aToHex } from '@polkadot/util';
import { cryptoWaitReady, decodeAddress } from '@polkadot/util-crypto';
import { connect } from './src/connect.mjs';
import { Problem } from './src/problem.mjs';
import { Sender } from './src/send.mjs';

const USAGE = `Usage: node collator.mjs COMMAND --account ADDRESS | --secret FILE [--url ws://127.0.0.1:9944]

  status    what the chain knows of this collator
  register  makes new session keys in the node, sets them on the chain, becomes a candidate
  rotate    makes new session keys in the node and sets them on the chain
  leave     stops being a candidate
  purge     takes the session keys off the chain, once the last session is over

  --account ADDRESS  whose collator it is. Nothing is sent: the call is printed, to be signed elsewhere
  --secret FILE      a file with the secret phrase of that account: the call is signed and sent
  --url URL          the collator's own node; default ws://127.0.0.1:9944
  --help             this text

Keys are made in the node itself, whose RPC must therefore be reached as it is from its own machine.

Exit code 0: done. 1: the chain refused. 2: bad input, or no chain.`;

/** A phrase or a seed, and a path from it. Anything else would be taken for a seed as well. */
const SECRET = /^(0x[0-9a-f]{64}|([a-z]+ ){11,23}[a-z]+|(?=\/\/))(\/.+)?$/;
const UNIT = 10_000_000_000n;
const COMMANDS = {
	status,
	register: async (api, account) => [...(await keys(api, account)), api.tx.collatorSelection.registerAsCandidate()],
	rotate: keys,
	leave: async (api) => [api.tx.collatorSelection.leaveIntent()],
	purge: async (api) => [api.tx.session.purgeKeys()],
};

async function main() {
	const options = read(process.argv.slice(2));
	if (options.help) {
		console.log(USAGE);
		return 0;
	}
	await cryptoWaitReady();
	const signer = options.secret === undefined ? undefined : unlocked(options.secret);
	const address = signer?.address ?? checked(options.account);
	const { api, lost } = await connect(options.url, ['collatorSelection', 'session']);
	const calls = await Promise.race([COMMANDS[options.command](api, address), lost]);
	if (calls === undefined) {
		return 0;
	}
	const call = calls.length === 1 ? calls[0] : api.tx.utility.batchAll(calls);
	if (signer === undefined) {
		console.log(`to be signed by ${address}:\n${call.method.toHex()}`);
		return 0;
	}
	const { error, block } = await new Sender(api, lost).send({ address, pair: signer }, call);
	console.log(error === undefined ? `done in block ${block}` : `refused: ${error}`);
	return error === undefined ? 0 : 1;
}

/** New keys in the node's keystore, and the call that sets them for `account`. */
async function keys(api, account) {
	const owner = u8aToHex(decodeAddress(account));
	let made;
	try {
		made = await api._rpcCore.provider.send('author_rotateKeysWithOwner', [owner]);
	} catch (error) {
		throw new Problem(`the node makes no keys: ${error.message}; ask it from its own machine, where its RPC allows that`);
	}
	console.log(`session keys ${made.keys}`);
	return [api.tx.session.setKeys(made.keys, made.proof)];
}

/** Prints what the chain knows of `account`. */
async function status(api, account) {
	const selection = api.query.collatorSelection;
	const [header, session, next, validators, invulnerables, candidates, desired, bond, last, free] = await Promise.all([
		api.rpc.chain.getHeader(),
		api.query.session.currentIndex(),
		api.query.session.nextKeys(account),
		api.query.session.validators(),
		selection.invulnerables(),
		selection.candidateList(),
		selection.desiredCandidates(),
		selection.candidacyBond(),
		selection.lastAuthoredBlock(account),
		api.query.system.account(account),
	]);
	const among = (list) => list.some((who) => who.eq(account));
	const rank = candidates.findIndex(({ who }) => who.eq(account));
	let role = 'neither invulnerable nor a candidate';
	if (among(invulnerables)) {
		role = 'invulnerable';
	} else if (rank >= 0) {
		// The list begins with the lowest deposit.
		const place = candidates.length - rank;
		role = `candidate ${place} of ${candidates.length} by its bond of ${sls(candidates[rank].deposit)}, ${desired} are chosen`;
	}
	const lines = {
		account,
		role,
		'session keys': next.isSome ? u8aToHex(next.unwrap().toU8a()) : 'none',
		'in the keystore': next.isSome ? await held(api, next) : '-',
		[`in session ${session}`]: among(validators) ? 'an author' : 'no author',
		// A new candidate is counted as if it had made one, a while from now.
		'last block made': last.isZero() || last.gt(header.number.toBn()) ? '-' : String(last),
		'free balance': sls(free.data.free),
		'bond asked for': sls(bond),
	};
	for (const [name, value] of Object.entries(lines)) {
		console.log(`${name.padEnd(18)}${value}`);
	}
}

/** Whether the node that is asked has the secrets of these session keys. */
async function held(api, next) {
	try {
		return (await api.rpc.author.hasSessionKeys(next.unwrap().toHex())).isTrue ? 'yes' : 'no';
	} catch {
		return 'the node does not say';
	}
}

function sls(amount) {
	const planck = BigInt(amount.toString());
	return `${planck / UNIT}.${String((planck % UNIT) / (UNIT / 100n)).padStart(2, '0')} SLS`;
}

function unlocked(file) {
	let secret;
	try {
		secret = readFileSync(file, 'utf8').trim();
	} catch (error) {
		throw new Problem(`${file} cannot be read: ${error.code}`);
	}
	try {
		if (!SECRET.test(secret)) {
			throw new Error('neither a phrase nor a seed');
		}
		return new Keyring({ type: 'sr25519' }).addFromUri(secret);
	} catch {
		throw new Problem(`${file} holds no secret phrase`);
	}
}

function checked(address) {
	try {
		decodeAddress(address);
		return address;
	} catch {
		throw new Problem(`${address} is no address of an account`);
	}
}

function read(argv) {
	const options = {
		account: { type: 'string' },
		secret: { type: 'string' },
		url: { type: 'string', default: 'ws://127.0.0.1:9944' },
		help: { type: 'boolean', default: false },
	};
	let parsed;
	try {
		parsed = parseArgs({ args: argv, allowPositionals: true, options });
	} catch (error) {
		throw new Problem(`${error.message.split('. ')[0]}; see --help`);
	}
	const { values, positionals } = parsed;
	const [command, ...rest] = positionals;
	if (values.help) {
		return values;
	}
	if (!Object.hasOwn(COMMANDS, command ?? '') || rest.length > 0) {
		throw new Problem(`give one of ${Object.keys(COMMANDS).join(', ')}; see --help`);
	}
	if ((values.account === undefined) === (values.secret === undefined)) {
		throw new Problem('give either --account or --secret; see --help');
	}
	return { ...values, command };
}

main().then(
	(code) => process.exit(code),
	(error) => {
		console.error(error instanceof Problem ? `error: ${error.message}` : error);
		process.exit(2);
	},
);
