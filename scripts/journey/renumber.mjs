// The same EPCIS documents about other lots and containers: node renumber.mjs IN OUT
import { readFileSync, writeFileSync } from 'node:fs';
import { renumber } from './src/epcis/renumber.mjs';

const [from, to] = process.argv.slice(2);
if (to === undefined) {
	process.stderr.write('error: node renumber.mjs IN OUT\n');
	process.exit(2);
}
writeFileSync(to, renumber(readFileSync(from, 'utf8'), Date.now().toString(36)));
