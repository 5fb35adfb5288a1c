/** A string that names one kind of thing and cannot pass for another kind. */
export type Id<Kind extends string> = string & { readonly __kind: Kind };

/** Hash of a dataset's content, 32 hexadecimal digits. */
export type DatasetId = Id<'dataset'>;
/** Name of a layer in a study or project. */
export type LayerId = Id<'layer'>;
/** Name of a criterion inside its profile. */
export type CriterionId = Id<'criterion'>;
/** Name of a profile. */
export type ProfileId = Id<'profile'>;

/** Marks a string that was checked to be a name of this kind. */
export function asId<Kind extends string>(text: string): Id<Kind> {
  return text as Id<Kind>;
}
