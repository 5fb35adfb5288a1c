import { Modal } from '@mantine/core';
import { useAppState, useCommands, useWords } from '../use-app.ts';
import { AccountPage } from './AccountPage.tsx';
import { AskingPage } from './AskingPage.tsx';
import classes from './MakingDialog.module.css';

/** Candidate plots: how they are to be made, and afterwards where the ground went. Out of the way while they are made. */
export function MakingDialog() {
  const { t } = useWords();
  const { closeMaking } = useCommands();
  const making = useAppState((state) => state.making);
  const isAccount = making?.step === 'account';
  return (
    <Modal
      opened={making !== null && making.step !== 'working'}
      onClose={closeMaking}
      title={isAccount ? t.making.account : t.making.title}
      size={isAccount ? 620 : 780}
      centered
      // The page never scrolls, and the library's lock writes a style without a nonce.
      lockScroll={false}
      closeButtonProps={{ 'aria-label': t.making.close }}
      classNames={{ title: classes.title }}
    >
      {making?.step === 'asking' && <AskingPage making={making} />}
      {isAccount && <AccountPage />}
    </Modal>
  );
}
