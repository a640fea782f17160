// The handsets as telephones. What is heard stands as text too, for who cannot hear it or has the sound off.

const LINGER = 1500;
const PER_LETTER = 55;
const KEYS = [...'123456789*0#'];

export function telephones({ word, grouped, post }) {
  const section = document.getElementById('calls');
  const sound = document.getElementById('sound');
  const audio = new Audio();
  // Only the page on which somebody called or accepted plays that telephone: others show the words.
  const mine = new Set(JSON.parse(sessionStorage.getItem('telephones') || '[]'));
  const calls = new Map();
  let people = { beneficiary: '', counsellors: [], shown: '' };
  let playing = 0;

  function own(number) {
    mine.add(number);
    sessionStorage.setItem('telephones', JSON.stringify([...mine]));
  }

  // --- what is heard

  const wait = (time) => new Promise((resolve) => setTimeout(resolve, time));

  function play(url) {
    return new Promise((resolve) => {
      audio.onended = () => resolve(true);
      audio.onerror = () => resolve(false);
      audio.src = url;
      audio.play().catch(() => resolve(false));
    });
  }

  function hush() {
    playing++;
    audio.pause();
  }

  async function speak(number, call) {
    hush();
    const turn = playing;
    do {
      for (const one of call.sounds) {
        const heard = one.url && sound.checked && (await play(one.url));
        if (turn !== playing) return;
        if (!heard) await wait(call.state === 'waits' ? 8000 : LINGER + PER_LETTER * one.words.length);
        if (turn !== playing) return;
      }
    } while (call.state === 'waits');
    if (call.state === 'hears') post('/demo/call/heard', { from: number, number: call.number });
  }

  // --- what is shown

  function words(call) {
    return call.sounds.filter((one) => one.words).map((one) => {
      const line = document.createElement('p');
      line.lang = one.language === 'sr' ? 'sr-Latn' : one.language;
      line.textContent = one.words;
      return line;
    });
  }

  function draw(card, number, state) {
    const call = calls.get(number);
    card.dataset.state = call ? call.state : 'idle';
    card.querySelector('.number').textContent = number ? grouped(number) : '';
    const told = word(state[call ? call.state : 'idle']);
    const line = card.querySelector('.state');
    if (line.textContent !== told) line.textContent = told;
    const heard = card.querySelector('.heard');
    const key = call ? call.state + call.number : '';
    if (heard.dataset.key !== key) {
      heard.dataset.key = key;
      heard.replaceChildren(...(call ? words(call) : []));
    }
    card.querySelector('.end').hidden = !call;
  }

  const rung = () =>
    people.counsellors.find((number) => calls.has(number)) || people.shown || people.counsellors[0] || '';

  function drawAll() {
    const caller = document.getElementById('caller');
    const called = document.getElementById('called');
    draw(caller, people.beneficiary, {
      idle: 'callIdle', hears: 'callHears', waits: 'callWaits', talks: 'callTalks', rung: 'callIdle', over: 'callIdle',
    });
    caller.querySelector('.begin').hidden = calls.has(people.beneficiary);
    draw(called, rung(), {
      idle: 'calledIdle', hears: 'calledHears', waits: 'calledIdle', talks: 'callTalks', rung: 'calledRung', over: 'calledIdle',
    });
    const place = people.counsellors.indexOf(rung()) + 1;
    called.querySelector('h3').textContent = word('counsellorNumber', place);
  }

  function take({ handset, call }) {
    if (call.state === 'over') calls.delete(handset);
    else calls.set(handset, call);
    if (mine.has(handset)) {
      if (call.state === 'hears' || call.state === 'waits') speak(handset, call);
      else hush();
    }
    drawAll();
  }

  // --- hands

  function press(number, key) {
    if (!calls.has(number)) return;
    own(number);
    hush();
    post('/demo/call/key', { from: number, key });
  }

  function keyOf(key, pressed) {
    const button = document.createElement('button');
    button.type = 'button';
    button.value = key;
    button.textContent = key;
    button.addEventListener('click', pressed);
    return button;
  }

  for (const [card, number] of [['caller', () => people.beneficiary], ['called', rung]]) {
    const node = document.getElementById(card);
    node.querySelector('.keys').append(...KEYS.map((key) => keyOf(key, () => press(number(), key))));
    node.addEventListener('keydown', (event) => {
      if (KEYS.includes(event.key) && !event.ctrlKey && !event.metaKey && !event.altKey) press(number(), event.key);
    });
    node.querySelector('.end').addEventListener('click', () => {
      node.querySelector('.keys button').focus();
      post('/demo/call/end', { from: number() });
    });
  }
  document.querySelector('#caller .begin').addEventListener('click', () => {
    own(people.beneficiary);
    document.querySelector('#caller .keys button').focus();
    post('/demo/call', { from: people.beneficiary });
  });

  return {
    take,
    load(state, shown) {
      section.hidden = !state.telephones;
      people = { beneficiary: state.beneficiary, counsellors: state.counsellors, shown };
      calls.clear();
      for (const [handset, call] of Object.entries(state.calls || {})) calls.set(handset, call);
      drawAll();
    },
    redraw(state, shown) {
      people = { beneficiary: state.beneficiary, counsellors: state.counsellors, shown };
      drawAll();
    },
  };
}
