// In place of react-style-singleton: the dialogs of GraphiQL would write a style into the page, so that it does
// not scroll behind them. The page's policy forbids styles that are not files, and it may scroll.

export const styleSingleton = () => () => null;
