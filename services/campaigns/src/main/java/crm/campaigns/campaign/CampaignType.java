package crm.campaigns.campaign;

/** By which way a campaign reaches people. */
public enum CampaignType {
    EMAIL, NEWSLETTER, MAIL, TELESALES, WEB, PRINT, RADIO, TV, SURVEY, WEBINAR, CONFERENCE, TRADE_SHOW, SOCIAL, ADVERTISEMENT, REFERRAL, PARTNER
}
