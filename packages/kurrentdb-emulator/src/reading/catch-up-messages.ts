import { streams, wellKnown } from '../wire/protocol.ts';

/** How far a subscription has come, in its stream or in the log. */
export type FollowedPlace = { readonly revision: number } | { readonly position: number };

const logPosition = (position: number): streams.ReadResp.Position =>
  new streams.ReadResp.Position().setCommitPosition(String(position)).setPreparePosition(String(position));

function fillPlace<Message extends streams.ReadResp.CaughtUp | streams.ReadResp.FellBehind>(
  message: Message,
  place: FollowedPlace,
): Message {
  message.setTimestamp(wellKnown.Timestamp.fromDate(new Date()));
  if ('position' in place) message.setPosition(logPosition(place.position));
  else if (place.revision >= 0) message.setStreamRevision(String(place.revision));
  return message;
}

/** Tells a subscriber that it has seen all there is, and that live events follow. */
export const caughtUpMessage = (place: FollowedPlace): streams.ReadResp =>
  new streams.ReadResp().setCaughtUp(fillPlace(new streams.ReadResp.CaughtUp(), place));

/** Tells a subscriber that events come faster than it reads them. */
export const fellBehindMessage = (place: FollowedPlace): streams.ReadResp =>
  new streams.ReadResp().setFellBehind(fillPlace(new streams.ReadResp.FellBehind(), place));

/** Tells a filtered subscriber how far the server has looked, matches or not. */
export function checkpointMessage(position: number): streams.ReadResp {
  const checkpoint = new streams.ReadResp.Checkpoint()
    .setCommitPosition(String(position))
    .setPreparePosition(String(position))
    .setTimestamp(wellKnown.Timestamp.fromDate(new Date()));
  return new streams.ReadResp().setCheckpoint(checkpoint);
}
