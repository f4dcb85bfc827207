/** The one route table: every endpoint of every surface. */

import { route as acceptInboxItem } from './api/accept-inbox-item.ts'
import { route as addEmail } from './api/add-email.ts'
import { route as addGroupMember } from './api/add-group-member.ts'
import { route as addSealingKey } from './api/add-sealing-key.ts'
import { route as addTenant } from './api/add-tenant.ts'
import { route as askForPasswordReset } from './api/ask-for-password-reset.ts'
import { route as askForVerification } from './api/ask-for-verification.ts'
import { route as blockOwnSender } from './api/block-own-sender.ts'
import { route as blockSender } from './api/block-sender.ts'
import { route as changeGroup } from './api/change-group.ts'
import { route as changeGroupRights } from './api/change-group-rights.ts'
import { route as changeInboxRules } from './api/change-inbox-rules.ts'
import { route as changeMe } from './api/change-me.ts'
import { route as changeNotificationChoices } from './api/change-notification-choices.ts'
import { route as changeOwnPassword } from './api/change-own-password.ts'
import { route as changeRights } from './api/change-rights.ts'
import { route as changeSettings } from './api/change-settings.ts'
import { route as changeShare } from './api/change-share.ts'
import { route as changeUser } from './api/change-user.ts'
import { route as changeUserRights } from './api/change-user-rights.ts'
import { route as clearPeerRule } from './api/clear-peer-rule.ts'
import { route as completePasswordReset } from './api/complete-password-reset.ts'
import { route as copyFile } from './api/copy-file.ts'
import { route as createAppPassword } from './api/create-app-password.ts'
import { route as createFolder } from './api/create-folder.ts'
import { route as createGroup } from './api/create-group.ts'
import { route as createSetupLink } from './api/create-setup-link.ts'
import { route as createShare } from './api/create-share.ts'
import { route as createSpace } from './api/create-space.ts'
import { route as createToken } from './api/create-token.ts'
import { route as createUpload } from './api/create-upload.ts'
import { route as createUser } from './api/create-user.ts'
import { route as declineInboxItem } from './api/decline-inbox-item.ts'
import { route as deleteFile } from './api/delete-file.ts'
import { route as deleteGroup } from './api/delete-group.ts'
import { route as deleteSpace } from './api/delete-space.ts'
import { route as deleteTrashItem } from './api/delete-trash-item.ts'
import { route as deleteUser } from './api/delete-user.ts'
import { route as deleteVersion } from './api/delete-version.ts'
import { route as describeApi } from './api/describe-api.ts'
import { route as describeUploads } from './api/describe-uploads.ts'
import { route as disableUser } from './api/disable-user.ts'
import { route as dismissNotification } from './api/dismiss-notification.ts'
import { route as dropJob } from './api/drop-job.ts'
import { route as emptyTrash } from './api/empty-trash.ts'
import { route as enableUser } from './api/enable-user.ts'
import { route as endSession } from './api/end-session.ts'
import { route as endUpload } from './api/end-upload.ts'
import { route as exportAudit } from './api/export-audit.ts'
import { route as forgetPeer } from './api/forget-peer.ts'
import { route as inspectMail } from './api/inspect-mail.ts'
import { route as inspectPeer } from './api/inspect-peer.ts'
import { route as inviteUser } from './api/invite-user.ts'
import { route as listAllSpaces } from './api/list-all-spaces.ts'
import { route as listAppPasswords } from './api/list-app-passwords.ts'
import { route as listAudit } from './api/list-audit.ts'
import { route as listBlockedSenders } from './api/list-blocked-senders.ts'
import { route as listDeliveries } from './api/list-deliveries.ts'
import { route as listEmails } from './api/list-emails.ts'
import { route as listFileActivity } from './api/list-file-activity.ts'
import { route as listFiles } from './api/list-files.ts'
import { route as listGroupMembers } from './api/list-group-members.ts'
import { route as listGroups } from './api/list-groups.ts'
import { route as listInbox } from './api/list-inbox.ts'
import { route as listJobs } from './api/list-jobs.ts'
import { route as listNotificationChoices } from './api/list-notification-choices.ts'
import { route as listNotifications } from './api/list-notifications.ts'
import { route as listOwnBlockedSenders } from './api/list-own-blocked-senders.ts'
import { route as listPeers } from './api/list-peers.ts'
import { route as listRecipients } from './api/list-recipients.ts'
import { route as listSealingKeys } from './api/list-sealing-keys.ts'
import { route as listSessions } from './api/list-sessions.ts'
import { route as listSettings } from './api/list-settings.ts'
import { route as listShares } from './api/list-shares.ts'
import { route as listSigningKeys } from './api/list-signing-keys.ts'
import { route as listSpaceMembers } from './api/list-space-members.ts'
import { route as listSpaces } from './api/list-spaces.ts'
import { route as listTeamSpaces } from './api/list-team-spaces.ts'
import { route as listTenants } from './api/list-tenants.ts'
import { route as listTokens } from './api/list-tokens.ts'
import { route as listTrash } from './api/list-trash.ts'
import { route as listUploads } from './api/list-uploads.ts'
import { route as listUserGroups } from './api/list-user-groups.ts'
import { route as listUsers } from './api/list-users.ts'
import { route as listVersions } from './api/list-versions.ts'
import { route as lookUpRecipient } from './api/look-up-recipient.ts'
import { route as moveFile } from './api/move-file.ts'
import { route as placeUpload } from './api/place-upload.ts'
import { route as putContent } from './api/put-content.ts'
import { route as putSpaceMember } from './api/put-space-member.ts'
import { route as readArchive } from './api/read-archive.ts'
import { route as readContent } from './api/read-content.ts'
import { route as readFileDetails } from './api/read-file-details.ts'
import { route as readGroup } from './api/read-group.ts'
import { route as readGroupRights } from './api/read-group-rights.ts'
import { route as readInboxRules } from './api/read-inbox-rules.ts'
import { route as readJob } from './api/read-job.ts'
import { route as readLastListing } from './api/read-last-listing.ts'
import { route as readMail } from './api/read-mail.ts'
import { route as readMe } from './api/read-me.ts'
import { route as readNotification } from './api/read-notification.ts'
import { route as readNotifications } from './api/read-notifications.ts'
import { route as readPeer } from './api/read-peer.ts'
import { route as readRights } from './api/read-rights.ts'
import { route as readSession } from './api/read-session.ts'
import { route as readShare } from './api/read-share.ts'
import { route as readSpace } from './api/read-space.ts'
import { route as readSystem } from './api/read-system.ts'
import { route as readUpload } from './api/read-upload.ts'
import { route as readUser } from './api/read-user.ts'
import { route as readUserRights } from './api/read-user-rights.ts'
import { route as readVersion } from './api/read-version.ts'
import { route as receiveUpload } from './api/receive-upload.ts'
import { route as removeEmail } from './api/remove-email.ts'
import { route as removeGroupMember } from './api/remove-group-member.ts'
import { route as removeSpaceMember } from './api/remove-space-member.ts'
import { route as renameSpace } from './api/rename-space.ts'
import { route as renameTenant } from './api/rename-tenant.ts'
import { route as restoreTrashItem } from './api/restore-trash-item.ts'
import { route as restoreVersion } from './api/restore-version.ts'
import { route as retryInboxItem } from './api/retry-inbox-item.ts'
import { route as retryJob } from './api/retry-job.ts'
import { route as retryShare } from './api/retry-share.ts'
import { route as revokeAppPassword } from './api/revoke-app-password.ts'
import { route as revokeSession } from './api/revoke-session.ts'
import { route as revokeShare } from './api/revoke-share.ts'
import { route as revokeToken } from './api/revoke-token.ts'
import { route as rotateSigningKey } from './api/rotate-signing-key.ts'
import { route as runDueJobs } from './api/run-due-jobs.ts'
import { route as searchFiles } from './api/search-files.ts'
import { route as searchReceived } from './api/search-received.ts'
import { route as setPeerRule } from './api/set-peer-rule.ts'
import { route as setPrimaryEmail } from './api/set-primary-email.ts'
import { route as setSpaceQuota } from './api/set-space-quota.ts'
import { route as setUserPassword } from './api/set-user-password.ts'
import { route as startSession } from './api/start-session.ts'
import { route as streamEvents } from './api/stream-events.ts'
import { route as testMail } from './api/test-mail.ts'
import { route as unblockOwnSender } from './api/unblock-own-sender.ts'
import { route as unblockSender } from './api/unblock-sender.ts'
import { route as verifyEmail } from './api/verify-email.ts'
import { route as ocmShare } from './dav/ocm-share.ts'
import { route as publicFiles } from './dav/public-files.ts'
import { route as publicWebdav } from './dav/public-webdav.ts'
import { route as spaceFiles } from './dav/space-files.ts'
import { route as userFiles } from './dav/user-files.ts'
import { route as issueToken } from './ocm/issue-token.ts'
import { route as receiveNotification } from './ocm/receive-notification.ts'
import { route as receiveShare } from './ocm/receive-share.ts'
import { route as healthz } from './operations/healthz.ts'
import { route as readyz } from './operations/readyz.ts'
import { route as appPage } from './pages/app/app-page.ts'
import { route as readAppAsset } from './pages/app/read-app-asset.ts'
import { route as linkForm } from './pages/links/link-form.ts'
import { route as linkPage } from './pages/links/link-page.ts'
import { route as choosePasswordForm } from './pages/password/choose-form.ts'
import { route as choosePasswordPage } from './pages/password/choose-page.ts'
import { route as forgottenPasswordForm } from './pages/password/forgotten-form.ts'
import { route as forgottenPasswordPage } from './pages/password/forgotten-page.ts'
import { route as readPageAsset } from './pages/read-page-asset.ts'
import { route as setupForm } from './pages/setup/setup-form.ts'
import { route as setupPage } from './pages/setup/setup-page.ts'
import { route as signInForm } from './pages/sign-in/sign-in-form.ts'
import { route as signInPage } from './pages/sign-in/sign-in-page.ts'
import { route as signOutForm } from './pages/sign-in/sign-out-form.ts'
import { route as uiInboxForm } from './pages/ui/inbox-form.ts'
import { route as uiInboxPage } from './pages/ui/inbox-page.ts'
import { route as uiOutgoingForm } from './pages/ui/outgoing-form.ts'
import { route as uiOutgoingPage } from './pages/ui/outgoing-page.ts'
import { route as uiLoginForm } from './pages/ui/ui-login-form.ts'
import { route as uiLoginPage } from './pages/ui/ui-login-page.ts'
import { route as verifyEmailForm } from './pages/verify/verify-form.ts'
import { route as verifyEmailPage } from './pages/verify/verify-page.ts'
import type { Route } from './route.ts'
import { route as discovery } from './well-known/discovery.ts'
import { route as jwks } from './well-known/jwks.ts'
import { route as legacyDiscovery } from './well-known/legacy-discovery.ts'
import { route as legacyDiscoveryInFolder } from './well-known/legacy-discovery-in-folder.ts'

export const routes: readonly Route[] = [
  healthz,
  readyz,

  discovery,
  jwks,
  legacyDiscovery,
  legacyDiscoveryInFolder,
  receiveShare,
  receiveNotification,
  issueToken,

  ocmShare,
  userFiles,
  spaceFiles,
  publicWebdav,
  publicFiles,

  linkPage,
  linkForm,
  readPageAsset,
  appPage,
  readAppAsset,
  signInPage,
  signInForm,
  signOutForm,
  setupPage,
  setupForm,
  forgottenPasswordPage,
  forgottenPasswordForm,
  choosePasswordPage,
  choosePasswordForm,
  verifyEmailPage,
  verifyEmailForm,
  uiLoginPage,
  uiLoginForm,
  uiInboxPage,
  uiInboxForm,
  uiOutgoingPage,
  uiOutgoingForm,

  describeApi,
  listFiles,
  readFileDetails,
  searchFiles,
  searchReceived,
  readContent,
  readArchive,
  putContent,
  createFolder,
  moveFile,
  copyFile,
  deleteFile,
  describeUploads,
  createUpload,
  listUploads,
  readUpload,
  receiveUpload,
  placeUpload,
  endUpload,
  listFileActivity,
  listVersions,
  readVersion,
  restoreVersion,
  deleteVersion,
  listTrash,
  emptyTrash,
  restoreTrashItem,
  deleteTrashItem,
  listSpaces,
  createSpace,
  readSpace,
  renameSpace,
  deleteSpace,
  setSpaceQuota,
  listSpaceMembers,
  putSpaceMember,
  removeSpaceMember,
  listTeamSpaces,
  listAllSpaces,
  listRecipients,
  lookUpRecipient,
  createShare,
  listShares,
  readShare,
  changeShare,
  revokeShare,
  retryShare,
  listInbox,
  readInboxRules,
  changeInboxRules,
  acceptInboxItem,
  declineInboxItem,
  retryInboxItem,
  readLastListing,
  listNotifications,
  readNotifications,
  readNotification,
  dismissNotification,
  listNotificationChoices,
  changeNotificationChoices,
  streamEvents,
  createUser,
  listUsers,
  readUser,
  changeUser,
  deleteUser,
  disableUser,
  enableUser,
  setUserPassword,
  inviteUser,
  listUserGroups,
  readUserRights,
  changeUserRights,
  readMe,
  changeMe,
  changeOwnPassword,
  listEmails,
  addEmail,
  removeEmail,
  setPrimaryEmail,
  askForVerification,
  verifyEmail,
  askForPasswordReset,
  completePasswordReset,
  listGroups,
  createGroup,
  readGroup,
  changeGroup,
  deleteGroup,
  listGroupMembers,
  addGroupMember,
  removeGroupMember,
  readGroupRights,
  changeGroupRights,
  readRights,
  changeRights,
  startSession,
  readSession,
  endSession,
  listSessions,
  revokeSession,
  createAppPassword,
  listAppPasswords,
  revokeAppPassword,
  createToken,
  listTokens,
  revokeToken,
  listPeers,
  readPeer,
  inspectPeer,
  setPeerRule,
  clearPeerRule,
  forgetPeer,
  listBlockedSenders,
  blockSender,
  unblockSender,
  listOwnBlockedSenders,
  blockOwnSender,
  unblockOwnSender,
  listSettings,
  changeSettings,
  readMail,
  inspectMail,
  testMail,
  listSigningKeys,
  rotateSigningKey,
  listSealingKeys,
  addSealingKey,
  createSetupLink,
  listTenants,
  addTenant,
  renameTenant,
  readSystem,
  listDeliveries,
  listJobs,
  readJob,
  runDueJobs,
  retryJob,
  dropJob,
  listAudit,
  exportAudit,
]
