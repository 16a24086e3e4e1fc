import { randomUUID } from 'node:crypto';
import type { handleUnaryCall, UntypedServiceImplementation } from '@grpc/grpc-js';
import { uuidMessage } from '../wire/identifiers.ts';
import { features, gossip, services, type shared } from '../wire/protocol.ts';

/** A version that is read as KurrentDB 25.1 by the clients, and as the embedded one by people. */
export const serverVersion = '25.1.0-embedded';

interface Served {
  readonly path: string;
  readonly features: readonly string[];
}

const { streams, persistentSubscriptions, gossip: gossipMethods } = services;

// `all` is not served, but named: clients then ask, and are told what is refused, where without it they
// would blame the server's version or turn to HTTP. The same holds for the restart of the subsystem.
const groupFeatures = ['stream', 'all'];

const served: readonly Served[] = [
  { path: streams.read.path, features: ['position', 'events'] },
  { path: streams.append.path, features: [] },
  { path: streams.batchAppend.path, features: ['deadline_duration'] },
  { path: streams.delete.path, features: [] },
  { path: persistentSubscriptions.create.path, features: groupFeatures },
  { path: persistentSubscriptions.update.path, features: groupFeatures },
  { path: persistentSubscriptions.delete.path, features: groupFeatures },
  { path: persistentSubscriptions.read.path, features: groupFeatures },
  { path: persistentSubscriptions.getInfo.path, features: groupFeatures },
  { path: persistentSubscriptions.list.path, features: groupFeatures },
  { path: persistentSubscriptions.replayParked.path, features: groupFeatures },
  { path: persistentSubscriptions.restartSubsystem.path, features: [] },
  { path: gossipMethods.read.path, features: [] },
];

function supportedMethod({ path, features: names }: Served): features.SupportedMethod {
  const [, service = '', method = ''] = path.toLowerCase().split('/');
  return new features.SupportedMethod()
    .setServiceName(service)
    .setMethodName(method)
    .setFeaturesList([...names]);
}

/** `ServerFeatures`: the methods that this server answers, by which clients choose how to ask. */
export function serverFeaturesService(): UntypedServiceImplementation {
  const getSupportedMethods: handleUnaryCall<shared.Empty, features.SupportedMethods> = (_, reply) =>
    reply(
      null,
      new features.SupportedMethods()
        .setEventStoreServerVersion(serverVersion)
        .setMethodsList(served.map(supportedMethod)),
    );
  return { getSupportedMethods };
}

/** `Gossip`: a cluster of one, its leader. */
export function gossipService(endPoint: () => { host: string; port: number }): UntypedServiceImplementation {
  const instance = randomUUID();
  const read: handleUnaryCall<shared.Empty, gossip.ClusterInfo> = (_, reply) => {
    const { host, port } = endPoint();
    const member = new gossip.MemberInfo()
      .setInstanceId(uuidMessage(instance))
      .setTimeStamp(String(Date.now()))
      .setState(gossip.MemberInfo.VNodeState.LEADER)
      .setIsAlive(true)
      .setHttpEndPoint(new gossip.EndPoint().setAddress(host).setPort(port));
    reply(null, new gossip.ClusterInfo().setMembersList([member]));
  };
  return { read };
}
