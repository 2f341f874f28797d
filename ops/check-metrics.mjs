// Whether the alerts and the dashboard ask for what nodes really tell.
//
//   node ops/check-metrics.mjs http://127.0.0.1:9615/metrics http://127.0.0.1:9616/metrics
//
// The first address is the one of Salus, the second that of the relay chain's node; a file that was
// saved from there will do. Exit code 0: all names are there. 1: some are missing. 2: bad input.
import { readFileSync } from 'node:fs';

const ALERTS = new URL('prometheus/alerts.yml', import.meta.url);
const DASHBOARD = new URL('grafana/salus-collator.json', import.meta.url);
/** What Prometheus itself adds. */
const BUILT_IN = 'up';
/** Jobs in `prometheus.yml`, in the order of the arguments. */
const JOBS = ['salus', 'salus-relay'];

async function scrape(from) {
	let text;
	try {
		text = from.startsWith('http') ? await (await fetch(from)).text() : readFileSync(from, 'utf8');
	} catch (error) {
		throw new Error(`${from} cannot be read: ${error.cause?.message ?? error.message}`);
	}
	const names = new Map();
	for (const line of text.split('\n')) {
		const [, name, labels = ''] = /^([a-z_]\w*)(\{.*\})? /.exec(line) ?? [];
		if (name !== undefined) {
			names.set(name, [...(names.get(name) ?? []), labels]);
		}
	}
	if (names.size === 0) {
		throw new Error(`${from} has no metrics`);
	}
	return names;
}

/** The expressions of the alerts, and of the dashboard's panels. */
function expressions() {
	const alerts = readFileSync(ALERTS, 'utf8')
		.split(/^ {6}- alert: /m)
		.slice(1)
		.map((rule) => [rule.split('\n')[0], /expr:([^]*?)\n {8}\w/.exec(rule)[1]]);
	const panels = JSON.parse(readFileSync(DASHBOARD, 'utf8')).panels.flatMap(({ title, targets = [] }) =>
		targets.map(({ expr }) => [title, expr]),
	);
	return [...alerts, ...panels];
}

/** Which job and metric, and with which values of `status`, an expression asks for. */
function selectors(expression) {
	return [...expression.matchAll(/([a-z_]\w*)\{([^}]*)\}/g)].flatMap(([, name, labels]) => {
		const value = (label) => new RegExp(`${label}=~?"([^"]*)"`).exec(labels)?.[1].split('|') ?? [];
		return value('job').map((job) => ({ name, job, statuses: value('status') }));
	});
}

async function main() {
	const sources = process.argv.slice(2);
	if (sources.length !== JOBS.length) {
		throw new Error(`give two addresses or files, for ${JOBS.join(' and ')}`);
	}
	const scrapes = await Promise.all(sources.map(scrape));
	let asked = 0;
	let missing = 0;
	for (const [where, expression] of expressions()) {
		const found = selectors(expression);
		if (found.length === 0) {
			throw new Error(`"${where}" asks for no metric of a job`);
		}
		for (const { name, job, statuses } of found.filter((selector) => selector.name !== BUILT_IN)) {
			const series = scrapes[JOBS.indexOf(job)]?.get(name) ?? [];
			const absent = statuses.filter((status) => !series.some((labels) => labels.includes(`status="${status}"`)));
			asked += 1;
			if (series.length === 0 || absent.length > 0) {
				missing += 1;
				console.log(`${where}: ${job} has no ${name} ${absent.join(' ')}`.trimEnd());
			}
		}
	}
	console.log(`${asked} metrics asked for, ${missing} missing`);
	return missing === 0 ? 0 : 1;
}

main().then(
	(code) => process.exit(code),
	(error) => {
		console.error(`error: ${error.message}`);
		process.exit(2);
	},
);
