// Reads credits.events to its end, as somebody else's program would, and prints what it decoded as one JSON document:
// node index.mjs <bootstrap> <registry url>
import { Kafka, logLevel } from 'kafkajs';
import { AvroDeserializer, SchemaRegistryClient, SerdeType } from '@confluentinc/schemaregistry';

const [bootstrap, registry] = process.argv.slice(2);
const topic = 'credits.events';

const kafka = new Kafka({ clientId: 'kafkajs-it', brokers: bootstrap.split(','), logLevel: logLevel.ERROR });
const deserializer = new AvroDeserializer(new SchemaRegistryClient({ baseURLs: [registry] }), SerdeType.VALUE, {});

const admin = kafka.admin();
await admin.connect();
const ends = new Map((await admin.fetchTopicOffsets(topic)).map((p) => [p.partition, BigInt(p.high)]));
await admin.disconnect();

const types = {};
const consumed = {};
const operations = new Set();
let twice = 0;
let keysThatAreNotTheTenant = 0;

const open = new Set([...ends].filter(([, end]) => end > 0n).map(([partition]) => partition));
const consumer = kafka.consumer({ groupId: `kafkajs-it-${process.pid}`, readUncommitted: false });
await consumer.connect();
await consumer.subscribe({ topic, fromBeginning: true });
await new Promise((resolve, reject) => {
  consumer.on(consumer.events.CRASH, ({ payload }) => reject(payload.error));
  consumer.on(consumer.events.END_BATCH_PROCESS, ({ payload }) => {
    // The last offsets of a transactional topic are markers that no consumer is shown: look at the fetched position.
    if (BigInt(payload.lastOffset) + 2n >= ends.get(payload.partition)) {
      open.delete(payload.partition);
      if (open.size === 0) {
        resolve();
      }
    }
  });
  if (open.size === 0) {
    resolve();
  }
  consumer
    .run({
      eachMessage: async ({ message }) => {
        const event = await deserializer.deserialize(topic, message.value);
        const { type, tenantId } = event.meta;
        types[type] = (types[type] ?? 0) + 1;
        if (message.key.toString() !== tenantId) {
          keysThatAreNotTheTenant++;
        }
        if (type === 'credit.consumed') {
          const operation = `${tenantId}/${event.application}/${event.operationCode}/${event.operationId}`;
          twice += operations.has(operation) ? 1 : 0;
          operations.add(operation);
          consumed[tenantId] = (consumed[tenantId] ?? 0) + Number(event.amount);
        }
      },
    })
    .catch(reject);
});
await consumer.disconnect();
console.log(JSON.stringify({ types, consumed, operations: operations.size, twice, keysThatAreNotTheTenant }));
process.exit(0);
