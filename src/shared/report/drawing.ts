/** A picture as vectors in millimetres on paper, x right, y down; writers turn it into SVG, PDF or HTML. */
export interface Drawing {
  readonly width: number;
  readonly height: number;
  /** What the picture is, for those who do not see it. */
  readonly title: string;
  readonly description: string;
  /** In drawing order; a generator, so that a million plots are streamed. */
  readonly shapes: Iterable<Shape>;
}

/** A plain colour, or a pattern that says "excluded" or "unknown" without colour. */
export type Paint = { readonly colour: string } | { readonly pattern: 'hatch' | 'dots' };

export type Shape =
  | {
      readonly kind: 'path';
      /** x, y pairs per ring or line. */
      readonly rings: readonly (readonly number[])[];
      readonly closed: boolean;
      readonly fill: Paint | null;
      readonly stroke: string | null;
      readonly strokeWidth: number;
      readonly dashed?: boolean | undefined;
    }
  | {
      readonly kind: 'circle';
      readonly x: number;
      readonly y: number;
      readonly radius: number;
      readonly fill: string;
      readonly stroke: string;
    }
  | {
      readonly kind: 'text';
      readonly x: number;
      readonly y: number;
      /** Height of the letters in millimetres. */
      readonly size: number;
      readonly text: string;
      readonly anchor: 'start' | 'middle' | 'end';
      readonly bold?: boolean | undefined;
      /** A light edge, so that the text reads over a map. */
      readonly halo?: boolean | undefined;
    };
