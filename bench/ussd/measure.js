'use strict';
// 500 new USSD sessions a second, each of five steps with a second to read between them: 2,000 open at a time. First the
// server over the generic dialect, then a plain server of the npm package ussd-menu-builder; both with their sessions
// in a redis-server that writes to the disk before it answers, the load on the same machine.
//
//   node measure.js [--rate 500] [--seconds 30] [--only linja|builder]
const { spawn, execFileSync } = require('child_process');
const fs = require('fs');
const os = require('os');
const net = require('net');
const path = require('path');
const { linja, work, data } = require('./serve');

const arg = (name, usual) => {
  const at = process.argv.indexOf('--' + name);
  return at < 0 ? usual : process.argv[at + 1];
};
const rate = Number(arg('rate', 500)), seconds = Number(arg('seconds', 30)), only = arg('only', '');
const SECRET = 'bench-secret-0123456789';
const P99 = 100;

function freePort() {
  return new Promise(resolve => {
    const server = net.createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

const load = (url, field) => new Promise((resolve, reject) => {
  const child = spawn(process.execPath, [path.join(__dirname, 'load.js'), url, '--rate', rate, '--seconds', seconds, '--field', field],
    { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  child.stdout.on('data', chunk => { said += chunk; });
  child.on('exit', code => code === 0 ? resolve(JSON.parse(said)) : reject(new Error(`the load ended with ${code}`)));
});

// The program on the PATH, or the one that the server carries and has unpacked into its data folder.
function redisProgram() {
  try {
    return execFileSync('which', ['redis-server'], { encoding: 'utf8' }).trim();
  } catch (e) {
    const carried = fs.existsSync(data) ? fs.readdirSync(data).find(name => name.startsWith('redis-server')) : undefined;
    if (!carried) throw new Error('no redis-server: install one, or measure the server first, which carries one');
    return path.join(data, carried);
  }
}

async function measureLinja() {
  const server = await linja({ smsc: await freePort() });
  try {
    return await load(`${server.url}/ussd/generic/${SECRET}`, 'generic');
  } finally {
    await server.stop();
  }
}

async function measureBuilder() {
  const folder = path.join(work, 'builder-redis');
  fs.rmSync(folder, { recursive: true, force: true });
  fs.mkdirSync(folder, { recursive: true });
  const port = await freePort();
  const redis = spawn(redisProgram(), ['--port', port, '--bind', '127.0.0.1', '--dir', folder, '--save', '',
    '--appendonly', 'yes', '--appendfsync', 'always'], { stdio: 'ignore' });
  const server = spawn(process.execPath, [path.join(__dirname, 'builder.js'), port], { stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    const url = await new Promise((resolve, reject) => {
      let said = '';
      server.stdout.on('data', chunk => {
        said += chunk;
        const match = /^http (\S+)$/m.exec(said);
        if (match) resolve(match[1]);
      });
      server.on('exit', code => reject(new Error(`the builder's server ended with ${code}`)));
    });
    return await load(url, 'africas-talking');
  } finally {
    server.removeAllListeners('exit');
    server.kill();
    redis.kill();
  }
}

let missed = 0;
function line(what, got, wanted, met) {
  if (!met) missed++;
  console.log(`  ${what.padEnd(44)} ${String(got).padStart(12)}   wanted ${wanted.padEnd(10)} ${met ? 'ok' : 'MISSED'}`);
}

function report(name, result, judged) {
  const machine = `${os.cpus().length} cores, load average ${os.loadavg().map(x => x.toFixed(1)).join(' ')}`;
  console.log(`${name}: ${rate} new sessions/s for ${seconds} s, five steps each (${machine}):`);
  if (judged) {
    line('sessions', result.sessions, `>= ${rate * seconds * 0.99 | 0}`, result.sessions >= rate * seconds * 0.99);
    line('errors', result.errors, '== 0', result.errors === 0);
    line('open at the same time', result.most_open, `>= ${rate * 4}`, result.most_open >= rate * 4);
    for (const [step, times] of Object.entries(result.step_ms)) line(`${step}, p99 in ms`, times.p99, `<= ${P99}`, times.p99 <= P99);
  } else {
    for (const what of ['sessions', 'errors', 'most_open']) console.log(`  ${what.padEnd(44)} ${String(result[what]).padStart(12)}`);
    for (const [step, times] of Object.entries(result.step_ms)) console.log(`  ${(step + ', p99 in ms').padEnd(44)} ${String(times.p99).padStart(12)}`);
  }
  for (const [step, times] of Object.entries({ ...result.step_ms, all: result.all_ms })) {
    console.log(`  ${step}: p50 ${times.p50} ms, p99 ${times.p99} ms, longest ${times.max} ms`);
  }
  console.log(JSON.stringify({ name, ...result, loadavg: os.loadavg() }));
}

async function main() {
  fs.mkdirSync(work, { recursive: true });
  if (only !== 'builder') report('linja', await measureLinja(), true);
  if (only !== 'linja') report('ussd-menu-builder', await measureBuilder(), false);
  if (missed) { console.error(`${missed} of the figures above were missed`); process.exit(1); }
}

main().catch(e => { console.error(`measure: ${e.message}`); process.exit(1); });
