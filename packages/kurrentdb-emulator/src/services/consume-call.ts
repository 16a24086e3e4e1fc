import type { ServerDuplexStream } from '@grpc/grpc-js';
import type { Consumer } from '../persistent/consumer.ts';
import type { Group, NackAction } from '../persistent/group.ts';
import type { GroupRegistry } from '../persistent/group-registry.ts';
import { groupText } from '../persistent/group-settings.ts';
import { groupDropped, groupIsFull, invalidArgument, toStatusError } from '../wire/errors.ts';
import { deliveryMessage } from '../wire/event-messages.ts';
import { requireTextIds, uuidText } from '../wire/identifiers.ts';
import { persistent } from '../wire/protocol.ts';
import { parseGroupKey } from './group-requests.ts';
import type { Leadership } from './leadership.ts';

type ConsumeCall = ServerDuplexStream<persistent.ReadReq, persistent.ReadResp>;

interface Membership {
  readonly group: Group;
  readonly consumer: Consumer;
}

let lastConsumerId = 0;

/** Answers `PersistentSubscriptions.Read`: the consumer names its group first, then acknowledges what it gets. */
export function answerConsume(registry: GroupRegistry, leadership: Leadership, call: ConsumeCall): void {
  let membership: Membership | undefined;
  const leave = () => membership?.group.leave(membership.consumer);
  call.on('data', (request: persistent.ReadReq) => {
    try {
      const options = request.getOptions();
      if (options !== undefined) {
        leadership.require();
        membership = join(registry, options, call);
      } else if (membership === undefined)
        throw invalidArgument('The first message must name a subscription group.');
      else answer(membership, request);
    } catch (error) {
      leave();
      call.emit('error', toStatusError(error));
    }
  });
  call.on('end', () => {
    leave();
    call.end();
  });
  call.on('cancelled', leave);
  call.on('close', leave);
  call.on('error', leave);
}

function join(registry: GroupRegistry, options: persistent.ReadReq.Options, call: ConsumeCall): Membership {
  requireTextIds(options.getUuidOption());
  const key = parseGroupKey(options);
  const group = registry.get(key);
  if (group.isFull) throw groupIsFull(key.stream, key.name);
  if (options.getBufferSize() <= 0) throw invalidArgument('The buffer size must be positive.');
  const consumer = makeConsumer(group, options.getBufferSize(), call);
  const confirmation = new persistent.ReadResp.SubscriptionConfirmation().setSubscriptionId(groupText(key));
  call.write(new persistent.ReadResp().setSubscriptionConfirmation(confirmation));
  group.join(consumer);
  return { group, consumer };
}

function makeConsumer({ key }: Group, capacity: number, call: ConsumeCall): Consumer {
  lastConsumerId += 1;
  return {
    id: lastConsumerId,
    capacity,
    peer: call.getPeer(),
    connectionName: String(call.metadata.get('connection-name')[0] ?? ''),
    inFlight: 0,
    delivered: 0,
    // No waiting for room: what a consumer has not answered is bounded by its capacity.
    send: (message) => {
      if (!call.cancelled) call.write(deliveryMessage(message.resolved, message.retryCount));
    },
    drop: () => {
      if (!call.cancelled) call.emit('error', groupDropped(key.stream, key.name));
    },
  };
}

function answer({ group, consumer }: Membership, request: persistent.ReadReq): void {
  const ack = request.getAck();
  if (ack !== undefined) group.ack(consumer, ack.getIdsList().map(uuidText));
  const nack = request.getNack();
  if (nack === undefined) return;
  group.nack(consumer, nack.getIdsList().map(uuidText), parseAction(nack.getAction()), nack.getReason());
}

function parseAction(action: persistent.ReadReq.Nack.Action): NackAction {
  const { PARK, SKIP, STOP } = persistent.ReadReq.Nack.Action;
  if (action === PARK) return 'park';
  if (action === SKIP) return 'skip';
  // What the protocol calls unknown is retried, as the server does it.
  return action === STOP ? 'stop' : 'retry';
}
