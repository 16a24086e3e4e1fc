/** A way back that is offered for a moment, after something was done. */
export interface UndoOffer {
  /** What it is about. Of two offers about the same only the newer can still be taken. */
  readonly subject: string;
  /** Takes the offer. */
  take(): void;
  /** Takes the offer off the screen: a newer one has made it void. */
  withdraw(): void;
}

/** The ways back that are on the screen now, the newest last. */
export class UndoOffers {
  readonly #open = new Map<string, UndoOffer>();

  /** Adds an offer, and withdraws the one about the same that was there. */
  add(offer: UndoOffer): void {
    const older = this.#open.get(offer.subject);
    this.#open.delete(offer.subject);
    this.#open.set(offer.subject, offer);
    older?.withdraw();
  }

  /** Forgets an offer that was taken or has passed; one that a newer has replaced is forgotten already. */
  close(offer: UndoOffer): void {
    if (this.#open.get(offer.subject) === offer) this.#open.delete(offer.subject);
  }

  /** Takes the newest offer; false when there is none. */
  takeNewest(): boolean {
    const newest = [...this.#open.values()].at(-1);
    newest?.take();
    return newest !== undefined;
  }
}

/** The offers of this tab. */
export const undoOffers = new UndoOffers();
