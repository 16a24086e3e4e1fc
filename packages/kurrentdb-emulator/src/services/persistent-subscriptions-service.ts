import type { UntypedServiceImplementation } from '@grpc/grpc-js';
import type { GroupRegistry } from '../persistent/group-registry.ts';
import { groupDoesNotExist, notServed } from '../wire/errors.ts';
import { streamName, wholeNumber } from '../wire/identifiers.ts';
import { persistent } from '../wire/protocol.ts';
import { answerConsume } from './consume-call.ts';
import { groupInfo } from './group-info.ts';
import { parseGroupKey, parseGroupWrite } from './group-requests.ts';
import type { Leadership } from './leadership.ts';
import type { OpenCalls } from './open-calls.ts';
import { unary } from './unary.ts';

/** The methods of `PersistentSubscriptions`; those not here answer UNIMPLEMENTED with their name. */
export function persistentSubscriptionsService(
  registry: GroupRegistry,
  leadership: Leadership,
  openCalls: OpenCalls,
): UntypedServiceImplementation {
  const ofLeader = <Request, Response>(answer: (request: Request) => Response | Promise<Response>) =>
    unary((request: Request) => {
      leadership.require();
      return answer(request);
    });
  return {
    create: ofLeader(async (request: persistent.CreateReq) => {
      const { key, settings } = parseGroupWrite(request);
      await registry.create(key, settings);
      return new persistent.CreateResp();
    }),
    update: ofLeader(async (request: persistent.UpdateReq) => {
      const { key, settings } = parseGroupWrite(request);
      await registry.update(key, settings);
      return new persistent.UpdateResp();
    }),
    delete: ofLeader(async (request: persistent.DeleteReq) => {
      await registry.delete(parseGroupKey(request.getOptions()));
      return new persistent.DeleteResp();
    }),
    getInfo: ofLeader((request: persistent.GetInfoReq) => {
      const group = registry.get(parseGroupKey(request.getOptions()));
      return new persistent.GetInfoResp().setSubscriptionInfo(groupInfo(group));
    }),
    list: ofLeader((request: persistent.ListReq) => list(registry, request)),
    replayParked: ofLeader((request: persistent.ReplayParkedReq) => {
      const options = request.getOptions();
      if (options?.hasAll()) throw notServed('persistent subscriptions to $all');
      const key = { stream: streamName(options?.getStreamIdentifier()), name: options?.getGroupName() ?? '' };
      registry.get(key).replayParked(options?.hasStopAt() ? wholeNumber(options.getStopAt()) : undefined);
      return new persistent.ReplayParkedResp();
    }),
    restartSubsystem: unary(() => {
      throw notServed('restarts of the persistent subscriptions (PersistentSubscriptions.RestartSubsystem)');
    }),
    read: (call: Parameters<typeof answerConsume>[2]) => {
      openCalls.add(call);
      answerConsume(registry, leadership, call);
    },
  };
}

function list(registry: GroupRegistry, request: persistent.ListReq): persistent.ListResp {
  const ofStream = request.getOptions()?.getListForStream();
  if (ofStream?.hasAll()) throw notServed('persistent subscriptions to $all');
  const stream = ofStream === undefined ? undefined : streamName(ofStream.getStream());
  const groups = registry.list(stream);
  if (stream !== undefined && groups.length === 0) throw groupDoesNotExist(stream, '');
  return new persistent.ListResp().setSubscriptionsList(groups.map(groupInfo));
}
