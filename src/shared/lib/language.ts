/** The interface languages: English, Norwegian bokmål, Swedish. */
export type Language = 'en' | 'nb' | 'sv';
export const languages: readonly Language[] = ['en', 'nb', 'sv'];
/** A text in every interface language. */
export type Words = Readonly<Record<Language, string>>;
