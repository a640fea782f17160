'use strict';
// Seven ways of calling an aggregator's address, and of reading the page in the answer. Written from the providers'
// descriptions, apart from the server's own reading of them.
const http = require('http');

const agent = new http.Agent({ keepAlive: true });

function call(method, url, type, body) {
  return new Promise((resolve, reject) => {
    const headers = body === undefined ? {} : { 'Content-Type': type, 'Content-Length': Buffer.byteLength(body) };
    const request = http.request(url, { method, headers, agent }, answer => {
      const chunks = [];
      answer.on('data', chunk => chunks.push(chunk));
      answer.on('end', () => {
        const text = Buffer.concat(chunks).toString('utf8');
        if (answer.statusCode !== 200) reject(new Error(`HTTP ${answer.statusCode}: ${text.slice(0, 200)}`));
        else resolve(text);
      });
    });
    request.on('error', reject);
    request.end(body);
  });
}

const form = fields => new URLSearchParams(fields).toString();
const FORM = 'application/x-www-form-urlencoded';
const JSON_TYPE = 'application/json';

function conEnd(text) {
  const match = /^(CON|END) ?([^]*)$/.exec(text);
  if (!match) throw new Error('neither CON nor END');
  return { text: match[2], last: match[1] === 'END' };
}

// Each: (base, session id, number, code) -> step(input, inputs so far, number of the step, first?) -> {text, last}
const dialects = {
  'africas-talking': (base, id, number, code) => async (input, all) =>
    conEnd(await call('POST', base, FORM,
      form({ sessionId: id, serviceCode: code, phoneNumber: '+' + number, networkCode: '99999', text: all.join('*') }))),

  hubtel: (base, id, number, code) => async (input, all, step) => {
    const answer = JSON.parse(await call('POST', base, JSON_TYPE, JSON.stringify({
      Mobile: number, SessionId: id, ServiceCode: code.slice(1, -1), Type: step === 1 ? 'Initiation' : 'Response',
      Message: step === 1 ? code : input, Operator: 'vala', Sequence: step, ClientState: '', Platform: 'USSD' })));
    return { text: answer.Message, last: answer.Type.toLowerCase() === 'release' };
  },

  infobip: (base, id, number, code) => async (input, all, step) => {
    const answer = JSON.parse(await call('POST', `${base}/session/${id}/${step === 1 ? 'start' : 'response'}`, JSON_TYPE,
      JSON.stringify({ msisdn: number, imsi: null, text: step === 1 ? code : input, shortCode: code, ussdGwId: 'live2' })));
    if (answer.responseExitCode !== 200) throw new Error(`exit code ${answer.responseExitCode}`);
    return { text: answer.ussdMenu, last: answer.shouldClose };
  },

  arkesel: (base, id, number, code) => async (input, all, step) => {
    const answer = JSON.parse(await call('POST', base, JSON_TYPE, JSON.stringify({
      sessionID: id, userID: 'APP1', newSession: step === 1, msisdn: number, userData: step === 1 ? code : input,
      network: 'MTN' })));
    return { text: answer.message, last: !answer.continueSession };
  },

  nalo: (base, id, number, code) => async (input, all, step) => {
    const answer = JSON.parse(await call('POST', base, JSON_TYPE, JSON.stringify({
      USERID: 'NALOTest', MSISDN: number, USERDATA: step === 1 ? '' : input, MSGTYPE: step === 1, NETWORK: 'MTN',
      SESSIONID: id })));
    return { text: answer.MSG, last: !answer.MSGTYPE };
  },

  'd-mark': (base, id, number, code) => async (input, all, step) => {
    const answer = JSON.parse(await call('GET', base + '?' + form({
      transactionId: id, msisdn: number, ussdServiceCode: code.slice(1, -1), transactionTime: '1718000000',
      ussdRequestString: step === 1 ? '' : input, creationTime: '1718000000', response: step !== 1 })));
    return { text: answer.responseString, last: answer.action === 'end' };
  },

  generic: (base, id, number, code) => async (input, all, step) =>
    conEnd(await call('POST', base, FORM, form({
      session: id, msisdn: number, code, text: step === 1 ? '' : input, type: step === 1 ? 'begin' : 'reply', step }))),
};

module.exports = { dialects, close: () => agent.destroy() };
