'use strict';
// The same five pages from a plain server on the npm package `ussd-menu-builder`, as its description shows it: sessions
// in Redis, one read and one write for each step.
//
//   node builder.js REDIS_PORT      prints 'http URL'
const http = require('http');
const { createClient } = require('redis');
const UssdMenu = require('ussd-menu-builder');

const LANGUAGES = '1 Shqip\n2 Srpski\n3 Romanes\n4 English';
const MAIN = 'Hello! Send a number:\n1 Home doctor\n2 Psychologist\n3 Legal aid\n4 Accommodation\n5 Mobile clinic, tests\n' +
  '6 Transport\n7 More\n8 Call me\n0 Back';
const TOWNS = 'Your municipality? Name or number:\n1 Prishtine/Pristina\n2 Fushe Kosove/Kosovo Polje\n3 Gracanice/Gracanica\n' +
  '4 Obiliq/Obilic\n5 Novoberde/Novo Brdo\n98 More\n0 Back';
const OFFER = 'A lawyer can advise you. It is free.\nHow shall we go on?\n1 Pass on my request\n2 Call me\n0 Back';
const TTL = 180;

// One menu for each request: the package keeps the request in the menu object, so that one shared by requests that
// wait for Redis would mix up their answers.
function menu(redis) {
  const menu = new UssdMenu();
  const key = id => 's:' + id;
  menu.sessionConfig({
    start: id => redis.hSet(key(id), 'at', Date.now()).then(() => redis.expire(key(id), TTL)),
    end: id => redis.del(key(id)),
    set: (id, name, value) => redis.hSet(key(id), name, value),
    get: (id, name) => redis.hGet(key(id), name),
  });
  menu.startState({ run: () => menu.con(LANGUAGES), next: { '*^[1-4]$': 'main' } });
  menu.state('main', {
    run: () => menu.session.set('language', menu.val).then(() => menu.con(MAIN)), next: { '*^[1-8]$': 'town' } });
  menu.state('town', {
    run: () => menu.session.set('service', menu.val).then(() => menu.con(TOWNS)), next: { '*^[1-5]$': 'offer' } });
  menu.state('offer', {
    run: () => menu.session.set('municipality', menu.val).then(() => menu.con(OFFER)), next: { x: 'leave' } });
  menu.state('leave', { run: () => menu.session.get('language').then(() => menu.end('Thank you.')) });
  return menu;
}

async function main() {
  const redis = createClient({ socket: { host: '127.0.0.1', port: Number(process.argv[2]) } });
  redis.on('error', e => console.error(e.message));
  await redis.connect();
  const server = http.createServer((request, answer) => {
    const chunks = [];
    request.on('data', chunk => chunks.push(chunk));
    request.on('end', () => {
      const fields = Object.fromEntries(new URLSearchParams(Buffer.concat(chunks).toString()));
      menu(redis).run(fields, page => {
        const body = Buffer.from(page);
        answer.writeHead(200, { 'Content-Type': 'text/plain', 'Content-Length': body.length });
        answer.end(body);
      });
    });
  });
  server.keepAliveTimeout = 60000;
  server.listen(0, '127.0.0.1', () => console.log(`http http://127.0.0.1:${server.address().port}/ussd`));
}

main().catch(e => { console.error(e.message); process.exit(1); });
