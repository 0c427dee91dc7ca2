/** The part of htmx 4 that the scripts use. */
declare const htmx: {
  process(element: Element): void;
  swap(context: { sourceElement: Element; swap: string; text: string }): Promise<void>;
};

/** A request that htmx is about to make. */
interface HtmxRequestEvent extends CustomEvent {
  detail: {
    ctx: {
      sourceElement: HTMLElement;
      request: { method: string; action: string; body: FormData; submitter: HTMLButtonElement | null };
    };
  };
}

interface DocumentEventMap {
  "htmx:config:request": HtmxRequestEvent;
}
