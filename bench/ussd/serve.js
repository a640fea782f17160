'use strict';
// Starts ./linja serve with a copy of bench/ussd/config, and stops it.
const { spawn } = require('child_process');
const fs = require('fs');
const path = require('path');

const home = path.resolve(__dirname, '../..');
const work = path.join(home, 'target/bench');

// Where it keeps its data; emptied before each start.
const data = path.join(home, 'target/bench-data');

async function linja({ smsc, options = '' }) {
  const config = path.join(work, 'ussd-config');
  fs.rmSync(config, { recursive: true, force: true });
  fs.rmSync(data, { recursive: true, force: true });
  fs.mkdirSync(config, { recursive: true });
  for (const file of fs.readdirSync(path.join(__dirname, 'config'))) {
    const text = fs.readFileSync(path.join(__dirname, 'config', file), 'utf8')
      .replaceAll('@HOME@', home).replaceAll('@SMSC@', String(smsc));
    fs.writeFileSync(path.join(config, file), text);
  }
  const log = fs.openSync(path.join(work, 'ussd-server.log'), 'w');
  const child = spawn(path.join(home, 'linja'), ['serve', '--config', config], {
    stdio: ['ignore', 'pipe', log], env: { ...process.env, LINJA_JAVA_OPTS: options || process.env.LINJA_JAVA_OPTS || '' } });
  let said = '';
  const url = await new Promise((resolve, reject) => {
    child.stdout.on('data', chunk => {
      said += chunk;
      const health = /health: (http:\/\/\S+)\/health/.exec(said);
      if (health && /^ready$/m.test(said)) resolve(health[1]);
    });
    child.on('exit', code => reject(new Error(`./linja ended with ${code}: see ${path.relative(home, path.join(work, 'ussd-server.log'))}`)));
  });
  return {
    url,
    stop: () => new Promise(resolve => { child.removeAllListeners('exit'); child.on('exit', resolve); child.kill('SIGTERM'); }),
  };
}

module.exports = { linja, home, work, data };
