/** What is told beside what is under the pointer. */
export interface Told {
  id: string;
  titles: readonly { id: string; at?: string; text: string }[];
  count: number;
  box: DOMRect;
  /** The address of a picture that it shows, larger than in its strip. */
  picture?: string | undefined;
  /** What a click on it does, where it chooses no event. */
  does?: { hint: string; run: () => void } | undefined;
}
