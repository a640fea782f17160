import { telephones } from '/demo/telephones.js';
import { words, htmlLanguage } from '/demo/words.js';

// What came from the server, by id; the page is drawn from it. Texts reach the page through textContent only.
const entries = new Map();
const read = new Map();
let state = { line: '', beneficiary: '', counsellors: [], screens: {}, reachable: false };
let shownCounsellor = '';
let status = 'connecting';
let language = 'en';

const dialled = /^[*][0-9*]+#$/;
const beneficiary = document.getElementById('beneficiary');
const ussd = document.querySelector('.ussd');
const counsellor = document.getElementById('counsellor');

const word = (key, n) => words[language][key].replace('{n}', n);
const grouped = (digits) => '+' + digits.replace(/^(383)(\d\d)(\d{3})(\d{3})$/, '$1 $2 $3 $4');
const numberOn = (phone) => (phone === beneficiary ? state.beneficiary : shownCounsellor);

function element(name, text, cssClass) {
  const made = document.createElement(name);
  if (text) made.textContent = text;
  if (cssClass) made.className = cssClass;
  return made;
}

// --- words

function chooseLanguage() {
  const asked = location.hash.slice(1);
  language = asked in words ? asked : 'en';
  document.documentElement.lang = htmlLanguage[language];
  document.title = word('title');
  for (const node of document.querySelectorAll('[data-word]')) node.textContent = word(node.dataset.word);
  for (const node of document.querySelectorAll('[data-label]')) node.setAttribute('aria-label', word(node.dataset.label));
  for (const link of document.querySelectorAll('nav a')) {
    if (link.hash.slice(1) === language) link.setAttribute('aria-current', 'true');
    else link.removeAttribute('aria-current');
  }
  phones.redraw(state, shownCounsellor);
  drawCounsellors();
  for (const item of document.querySelectorAll('.screen li')) fill(item, entries.get(Number(item.dataset.id)));
  showStatus(status);
}

function showStatus(key) {
  status = key;
  const node = document.getElementById('status');
  node.dataset.status = key;
  if (node.textContent !== word(key)) node.textContent = word(key);
}

// --- messages

function note(entry) {
  const time = new Date(entry.at).toLocaleTimeString(htmlLanguage[language], { hour: '2-digit', minute: '2-digit' });
  if (entry.sent) return time + ' · ' + word(entry.fate);
  const coding = { GSM7: 'GSM-7', UCS2: 'UCS-2', LATIN1: 'Latin-1' }[entry.travelled] || entry.travelled;
  return time + ' · ' + entry.segments + ' SMS · ' + coding;
}

function fill(item, entry) {
  item.dataset.id = entry.id;
  item.className = entry.sent ? 'sent' : 'received';
  const text = element('p', entry.text, 'text');
  text.lang = '';
  item.replaceChildren(element('span', word(entry.sent ? 'sent' : 'received'), 'spoken'), text,
    element('p', note(entry), 'note'));
}

function draw(phone, entry) {
  const list = phone.querySelector('ol');
  const screen = phone.querySelector('.screen');
  let item = list.querySelector(`[data-id="${entry.id}"]`);
  if (item) {
    item.querySelector('.note').textContent = note(entry);
    return;
  }
  item = element('li');
  fill(item, entry);
  const later = [...list.children].find((other) => Number(other.dataset.id) > entry.id);
  list.insertBefore(item, later || null);
  phone.querySelector('.empty').hidden = true;
  screen.scrollTop = screen.scrollHeight;
}

function redraw(phone) {
  const number = numberOn(phone);
  phone.querySelector('.number').textContent = number ? grouped(number) : '';
  phone.querySelector('ol').replaceChildren();
  phone.querySelector('.empty').hidden = false;
  for (const entry of entries.values()) if (entry.handset === number) draw(phone, entry);
}

function take(entry) {
  entries.set(entry.id, entry);
  for (const phone of [beneficiary, counsellor]) if (entry.handset === numberOn(phone)) draw(phone, entry);
  countUnread();
}

// --- USSD: a page on the screen, which leaves nothing behind

function show(screen) {
  const visible = Boolean(screen);
  const left = !visible && ussd.contains(document.activeElement);
  if (visible) {
    ussd.querySelector('.page').textContent = screen.text;
    ussd.querySelector('form').hidden = screen.last;
    if (ussd.hidden) ussd.querySelector('input').value = '';
  }
  ussd.hidden = !visible;
  if (left) beneficiary.querySelector('form.write input').focus();
  if (visible) ussd.querySelector(screen.last ? '.quiet' : 'input').focus();
}

// --- counsellors

function drawCounsellors() {
  const box = document.getElementById('counsellors');
  if (box.children.length !== state.counsellors.length) {
    box.replaceChildren(...state.counsellors.map((number, i) => {
      const label = element('label');
      const radio = element('input');
      radio.type = 'radio';
      radio.name = 'counsellor';
      radio.value = number;
      radio.checked = number === shownCounsellor;
      label.append(radio, element('span', String(i + 1), 'face'), element('span', '', 'badge'));
      return label;
    }));
  }
  countUnread();
}

function countUnread() {
  read.set(shownCounsellor, Math.max(0, ...entries.keys()));
  for (const [i, label] of [...document.querySelectorAll('#counsellors label')].entries()) {
    const radio = label.querySelector('input');
    const seen = read.get(radio.value) || 0;
    let unread = 0;
    for (const entry of entries.values()) {
      if (entry.handset === radio.value && !entry.sent && entry.id > seen) unread++;
    }
    label.querySelector('.badge').textContent = unread || '';
    radio.setAttribute('aria-label', word('counsellorNumber', i + 1) + (unread ? ', ' + word('unread', unread) : ''));
  }
}

// --- the server

async function load() {
  try {
    const answer = await fetch('/demo/state');
    if (!answer.ok) throw new Error(String(answer.status));
    state = await answer.json();
    if (!state.counsellors.includes(shownCounsellor)) shownCounsellor = state.counsellors[0];
    entries.clear();
    for (const entry of state.entries) entries.set(entry.id, entry);
    drawCounsellors();
    redraw(beneficiary);
    redraw(counsellor);
    show(state.screens[state.beneficiary]);
    phones.load(state, shownCounsellor);
    showStatus(state.reachable ? 'connected' : 'unbound');
  } catch {
    showStatus('lost');
  }
}

// While nobody is bound, messages wait: look again until somebody is.
setInterval(async () => {
  if (status !== 'unbound' && status !== 'failed') return;
  const answer = await fetch('/demo/state').catch(() => null);
  if (answer && answer.ok) showStatus((await answer.json()).reachable ? 'connected' : 'unbound');
}, 1000);

function listen() {
  const stream = new EventSource('/demo/events');
  stream.addEventListener('open', load);
  stream.addEventListener('entry', (event) => take(JSON.parse(event.data)));
  stream.addEventListener('beneficiary', (event) => {
    state.beneficiary = JSON.parse(event.data).number;
    redraw(beneficiary);
    show(null);
    phones.redraw(state, shownCounsellor);
  });
  stream.addEventListener('call', (event) => phones.take(JSON.parse(event.data)));
  stream.addEventListener('screen', (event) => {
    const screen = JSON.parse(event.data);
    if (screen.handset === state.beneficiary) show(screen);
  });
  stream.addEventListener('error', () => {
    showStatus('lost');
    if (stream.readyState === EventSource.CLOSED) setTimeout(listen, 2000);
  });
}

async function post(path, fields) {
  try {
    const answer = await fetch(path, { method: 'POST', body: new URLSearchParams(fields) });
    if (!answer.ok) throw new Error(String(answer.status));
    return true;
  } catch {
    showStatus('failed');
    return false;
  }
}

// --- hands

const send = (from, text) =>
  from === state.beneficiary && dialled.test(text)
    ? post('/demo/dial', { from, code: text })
    : post('/demo/send', { from, text });

for (const phone of [beneficiary, counsellor]) {
  const input = phone.querySelector('form.write input');
  phone.querySelector('form.write').addEventListener('submit', async (event) => {
    event.preventDefault();
    const text = input.value.trim();
    input.focus();
    if (text && (await send(numberOn(phone), text)) && input.value.trim() === text) {
      input.value = '';
    }
  });
  for (const button of phone.querySelectorAll('.quick button')) {
    button.addEventListener('click', () => send(numberOn(phone), button.textContent));
  }
}

ussd.querySelector('form').addEventListener('submit', async (event) => {
  event.preventDefault();
  const input = ussd.querySelector('input');
  const text = input.value.trim();
  if (text && (await post('/demo/answer', { from: state.beneficiary, text })) && input.value.trim() === text) {
    input.value = '';
  }
});
function hangUp() {
  post('/demo/hang-up', { from: state.beneficiary });
  show(null);
}
ussd.querySelector('.quiet').addEventListener('click', hangUp);
ussd.addEventListener('keydown', (event) => {
  if (event.key === 'Escape') hangUp();
});

document.getElementById('new-beneficiary').addEventListener('click', () => post('/demo/beneficiary', {}));
document.getElementById('counsellors').addEventListener('change', (event) => {
  shownCounsellor = event.target.value;
  redraw(counsellor);
  countUnread();
  phones.redraw(state, shownCounsellor);
});
window.addEventListener('hashchange', chooseLanguage);

const phones = telephones({ word, grouped, post });
chooseLanguage();
listen();
