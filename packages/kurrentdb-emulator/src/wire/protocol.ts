/**
 * The one place that touches the generated code of the official client's npm package: its service
 * definitions and messages, and the well-known types of the same google-protobuf instance.
 */
import gossipService from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/gossip_grpc_pb.js';
import gossip from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/gossip_pb.js';
import persistentService from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/persistentsubscriptions_grpc_pb.js';
import persistent from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/persistentsubscriptions_pb.js';
import featuresService from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/serverfeatures_grpc_pb.js';
import features from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/serverfeatures_pb.js';
import shared from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/shared_pb.js';
import statusPb from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/status_pb.js';
import streamsService from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_grpc_pb.js';
import streams from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_pb.js';
import anyPb from 'google-protobuf/google/protobuf/any_pb.js';
import emptyPb from 'google-protobuf/google/protobuf/empty_pb.js';
import timestampPb from 'google-protobuf/google/protobuf/timestamp_pb.js';

export { features, gossip, persistent, shared, streams };

/** The served services' definitions (paths, codecs), as @grpc/grpc-js takes them. */
export const services = {
  gossip: gossipService.GossipService,
  persistentSubscriptions: persistentService.PersistentSubscriptionsService,
  serverFeatures: featuresService.ServerFeaturesService,
  streams: streamsService.StreamsService,
};

/** `google.protobuf` well-known types and `google.rpc.Status`. */
export const wellKnown = {
  Any: anyPb.Any,
  Empty: emptyPb.Empty,
  Status: statusPb.Status,
  Timestamp: timestampPb.Timestamp,
};
