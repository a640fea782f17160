'use strict';
// An SMSC made of the npm package `smpp`: takes one bind, and holds USSD sessions with the TLVs ussd_service_op and
// its_session_info (SMPP 3.4 §5.3.2.43, §5.3.2.44).
const smpp = require('smpp');

const BEGIN = 1, MENU = 2, END = 17, REPLY = 18;

class Smsc {
  // Resolves when it listens; `.port` is where.
  static listen(port) {
    return new Promise((resolve, reject) => {
      const smsc = new Smsc();
      smsc.waiting = new Map();
      smsc.esme = null;
      smsc.server = smpp.createServer(session => smsc.connected(session));
      smsc.server.on('error', reject);
      smsc.server.listen(port, '127.0.0.1', () => {
        smsc.port = smsc.server.address().port;
        resolve(smsc);
      });
    });
  }

  connected(session) {
    session.on('error', () => {});
    session.on('bind_transceiver', pdu => {
      session.send(pdu.response());
      this.esme = session;
    });
    session.on('enquire_link', pdu => session.send(pdu.response()));
    session.on('unbind', pdu => { session.send(pdu.response()); session.close(); });
    session.on('close', () => { if (this.esme === session) this.esme = null; });
    let ids = 0;
    const page = pdu => {
      session.send(pdu.response({ message_id: String(++ids) }));
      const waits = this.waiting.get(pdu.destination_addr);
      if (!waits) return;
      this.waiting.delete(pdu.destination_addr);
      waits(pdu);
    };
    session.on('submit_sm', page);
    session.on('data_sm', page);
  }

  async bound(seconds) {
    for (let i = 0; i < seconds * 20; i++) {
      if (this.esme) return;
      await new Promise(later => setTimeout(later, 50));
    }
    throw new Error('nobody has bound');
  }

  // -> step(input, inputs so far, number of the step) -> {text, last}
  session(number, code, reference) {
    const info = Buffer.from([reference & 0xff, 0]);
    return (input, all, step) => new Promise((resolve, reject) => {
      const late = setTimeout(() => { this.waiting.delete(number); reject(new Error('no page came')); }, 15000);
      this.waiting.set(number, pdu => {
        clearTimeout(late);
        const op = pdu.ussd_service_op;
        const back = pdu.its_session_info;
        if (op !== MENU && op !== END) return reject(new Error(`ussd_service_op ${op}`));
        if (!back || back[0] !== info[0]) return reject(new Error('a page without its session'));
        const body = pdu.short_message.message !== undefined && pdu.short_message.message !== '' ?
          pdu.short_message.message : pdu.message_payload && pdu.message_payload.message;
        resolve({ text: body, last: op === END });
      });
      this.esme.deliver_sm({
        service_type: 'USSD', source_addr_ton: 1, source_addr_npi: 1, source_addr: number,
        destination_addr: '55111', data_coding: 0, short_message: step === 1 ? code : input,
        ussd_service_op: step === 1 ? BEGIN : REPLY, its_session_info: info,
      }, response => {
        if (response.command_status !== 0) reject(new Error(`deliver_sm_resp ${response.command_status}`));
      });
    });
  }

  close() {
    if (this.esme) this.esme.close();
    this.server.close();
  }
}

module.exports = Smsc;
