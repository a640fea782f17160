'use strict';
// A load of USSD sessions over HTTP, the text of the inputs so far as in the generic dialect and Africa's Talking's.
//
//   node load.js URL [--rate 500] [--seconds 30] [--think 1000] [--field generic|africas-talking] [--connections 128]
//
// RATE sessions begin each second; each has five steps with a pause of THINK ms between them, so that RATE * 4 * THINK
// sessions are open at a time. Prints one line of JSON. A step's time runs from the moment it is due to the last byte
// of its page. A wrong page, a status that is not 200 or a broken connection is an error.
const net = require('net');
const { monitorEventLoopDelay } = require('perf_hooks');

const INPUTS = ['4', '3', '1', 'x']; // English, legal aid, the first municipality, leave
const arg = (name, usual) => {
  const at = process.argv.indexOf('--' + name);
  return at < 0 ? usual : process.argv[at + 1];
};
const url = new URL(process.argv[2]);
const rate = Number(arg('rate', 500)), seconds = Number(arg('seconds', 30)), think = Number(arg('think', 1000));
const warm = Number(arg('warm', 5)), connections = Number(arg('connections', 128)), field = arg('field', 'generic');
// None of these numbers is anybody's; each session has its own.
const first = 383e8;

const steps = Array.from({ length: INPUTS.length + 1 }, () => []);
const wanted = [];
const result = { sessions: 0, finished: 0, errors: 0, wrong_pages: 0, most_open: 0 };
let open = 0, measuring = false;

// HTTP/1.1 by hand over kept connections: the load must cost less than what it measures.
const idle = [], queue = [];
class Connection {
  constructor() { this.connect(); }
  connect() {
    this.buffer = '';
    this.job = null;
    this.socket = net.connect(Number(url.port), url.hostname, () => { idle.push(this); next(); });
    this.socket.setNoDelay(true);
    this.socket.setEncoding('latin1');
    this.socket.on('data', chunk => this.data(chunk));
    this.socket.on('error', () => {});
    this.socket.on('close', () => {
      const at = idle.indexOf(this);
      if (at >= 0) idle.splice(at, 1);
      const job = this.job;
      if (job) job.done(null, 'connection closed');
      if (!stopped) setTimeout(() => this.connect(), 50);
    });
  }
  send(job) {
    this.job = job;
    this.socket.write(`POST ${url.pathname} HTTP/1.1\r\nHost: ${url.host}\r\n` +
      `Content-Type: application/x-www-form-urlencoded\r\nContent-Length: ${job.body.length}\r\n\r\n${job.body}`);
  }
  data(chunk) {
    this.buffer += chunk;
    const head = this.buffer.indexOf('\r\n\r\n');
    if (head < 0) return;
    const length = /\r\ncontent-length: *(\d+)/i.exec(this.buffer.slice(0, head + 2));
    if (!length) { this.socket.destroy(); return; }
    const end = head + 4 + Number(length[1]);
    if (this.buffer.length < end) return;
    const status = this.buffer.slice(9, 12), body = this.buffer.slice(head + 4, end), job = this.job;
    this.buffer = this.buffer.slice(end);
    this.job = null;
    idle.push(this);
    job.done(body, status === '200' ? null : 'status ' + status);
    next();
  }
}
function next() { while (queue.length && idle.length) idle.pop().send(queue.shift()); }
let stopped = false;

const faults = {};
function fault(why) { result.errors++; faults[why] = (faults[why] || 0) + 1; }

function begin(n) {
  const session = { id: `l${process.pid}-${n}`, number: first + n, step: 0, counted: measuring };
  if (session.counted) result.sessions++;
  open++;
  result.most_open = Math.max(result.most_open, open);
  ask(session);
}

function ask(session) {
  const all = INPUTS.slice(0, session.step);
  const body = field === 'generic' ?
    `session=${session.id}&msisdn=${session.number}&code=*123%23&text=${session.step ? INPUTS[session.step - 1] : ''}` +
      `&type=${session.step ? 'reply' : 'begin'}&step=${session.step}` :
    `sessionId=${session.id}&phoneNumber=%2B${session.number}&serviceCode=*123%23&networkCode=1&text=${all.join('*')}`;
  const due = performance.now();
  const job = { body, done: (page, problem) => answered(session, due, page, problem) };
  queue.push(job);
  next();
}

function answered(session, due, page, problem) {
  const took = performance.now() - due;
  if (problem) {
    if (session.counted) fault(problem);
    open--;
    return;
  }
  if (session.counted) steps[session.step].push(took);
  const last = session.step === INPUTS.length;
  if (wanted[session.step] === undefined) wanted[session.step] = page;
  if (page !== wanted[session.step] || page.startsWith('END') !== last) {
    if (session.counted) { result.wrong_pages++; fault('wrong page'); }
    open--;
    return;
  }
  if (last) {
    open--;
    if (session.counted) result.finished++;
    return;
  }
  session.step++;
  setTimeout(() => ask(session), think);
}

const round = x => Math.round(x * 10) / 10;
const quantile = (sorted, q) => sorted.length ? round(sorted[Math.min(sorted.length - 1, Math.ceil(q * sorted.length) - 1)]) : null;
const quantiles = times => {
  const sorted = Float64Array.from(times).sort();
  return { n: sorted.length, p50: quantile(sorted, 0.5), p99: quantile(sorted, 0.99), max: quantile(sorted, 1) };
};

async function main() {
  for (let i = 0; i < connections; i++) new Connection();
  await new Promise(later => setTimeout(later, 500));
  const lag = monitorEventLoopDelay({ resolution: 5 });
  const start = performance.now();
  let begun = 0;
  await new Promise(done => {
    const tick = setInterval(() => {
      const now = (performance.now() - start) / 1000;
      if (!measuring && now >= warm) { measuring = true; lag.enable(); }
      const due = Math.min(now, warm + seconds) * rate;
      while (begun < due) begin(++begun);
      if (now >= warm + seconds) { clearInterval(tick); done(); }
    }, 5);
  });
  const end = performance.now() + 15000 + think * INPUTS.length;
  while (open > 0 && performance.now() < end) await new Promise(later => setTimeout(later, 50));
  lag.disable();
  stopped = true;
  if (open > 0) fault(`${open} sessions without an answer`);
  result.faults = faults;
  result.generator_lag_p99_ms = round(lag.percentile(99) / 1e6);
  result.step_ms = Object.fromEntries(steps.map((times, i) => ['step_' + (i + 1), quantiles(times)]));
  result.all_ms = quantiles(steps.flat());
  result.rate = rate;
  result.seconds = seconds;
  result.pages = wanted;
  console.log(JSON.stringify(result));
  process.exit(0);
}

main();
