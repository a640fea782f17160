'use strict';
// One whole session over SMPP, against the npm package `smpp`, and the same over each HTTP dialect: the pages must be
// equal, page for page.
//
//   node session.js --serve         starts ./linja itself, with the configuration in bench/ussd/config
//   node session.js                 prints 'smsc PORT', has a server bind there, and reads 'http URL' from its input
//
// URL is the server's address; its aggregators must have the names, the secret and the code of bench/ussd/config.
const readline = require('readline');
const { dialects, close } = require('./dialects');
const Smsc = require('./smsc');

const SECRET = 'bench-secret-0123456789';
const CODE = '*123#';
// English; legal aid; the first municipality; pass it on; no.
const INPUTS = ['4', '3', '1', '1', '2'];
const READING = 800; // ms: where steps have no mark, the same words sooner are taken for the same event
const pause = () => new Promise(later => setTimeout(later, READING));
// Nobody's: one number for each way, so that none is known from the session before. 383 44 000 xxx are for tests.
const number = n => String(38344000200 + n);

async function walk(step) {
  const pages = [await step('', [], 1)];
  for (let i = 0; i < INPUTS.length; i++) {
    await pause();
    if (pages[i].last) throw new Error(`the session ended after page ${i + 1}`);
    pages.push(await step(INPUTS[i], INPUTS.slice(0, i + 1), i + 2));
  }
  return pages;
}

function differences(wanted, got) {
  return wanted.flatMap((page, i) =>
    page.text === got[i].text && page.last === got[i].last ? [] :
      [`  page ${i + 1}: ${JSON.stringify(got[i])}\n  wanted:  ${JSON.stringify(page)}`]);
}

function told(prefix) {
  return new Promise((resolve, reject) => {
    const lines = readline.createInterface({ input: process.stdin });
    lines.on('line', line => { if (line.startsWith(prefix)) { resolve(line.slice(prefix.length)); lines.close(); } });
    lines.on('close', () => reject(new Error('no address was given')));
  });
}

async function main() {
  const smsc = await Smsc.listen(0);
  let server = null, url;
  try {
    if (process.argv.includes('--serve')) {
      server = await require('./serve').linja({ smsc: smsc.port });
      url = server.url;
    } else {
      console.log(`smsc ${smsc.port}`);
      url = (await told('http ')).trim();
    }
    await smsc.bound(60);
    const wanted = await walk(smsc.session(number(0), CODE, 7));
    console.log(`smpp (TLVs)       ${wanted.length} pages, the last ${wanted[wanted.length - 1].last ? 'ends' : 'DOES NOT END'} it`);
    let wrong = wanted[wanted.length - 1].last ? 0 : 1;
    const ways = Object.entries(dialects).map(async ([name, speak], i) => {
      try {
        const pages = await walk(speak(`${url}/ussd/${name}/${SECRET}`, `${name}-${process.pid}`, number(i + 1), CODE));
        const found = differences(wanted, pages);
        console.log(`${name.padEnd(18)}${found.length ? found.length + ' pages differ\n' + found.join('\n') : 'equal, page for page'}`);
        wrong += found.length;
      } catch (e) {
        console.log(`${name.padEnd(18)}FAILED: ${e.message}`);
        wrong++;
      }
    });
    await Promise.all(ways);
    if (process.argv.includes('--show')) wanted.forEach((page, i) => console.log(`\n[${i + 1}]\n${page.text}`));
    console.log(wrong ? `${wrong} wrong` : 'all equal');
    process.exitCode = wrong ? 1 : 0;
  } finally {
    close();
    if (server) await server.stop();
    smsc.close();
  }
}

// Our input is a pipe that would keep us here.
main().then(() => process.exit(), e => { console.error(`session: ${e.message}`); process.exit(1); });
