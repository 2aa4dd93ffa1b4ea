"""The words that stand before totals, dates and numbers of receipts, in the languages of Europe."""

from __future__ import annotations

import re
from collections.abc import Iterable

from freelancer_os.core.values.text import fold


def any_of(words: Iterable[str]) -> re.Pattern[str]:
    """One of these in a folded text as words of their own, the longest where several begin."""
    known = sorted({fold(word) for word in words}, key=lambda word: (-len(word), word))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, known))})(?!\w)")


DUE = any_of(
    (
        *("amount due", "total due", "balance due", "amount payable", "total payable"),
        *("zu zahlen", "zu zahlender betrag", "zahlbetrag", "zahlungsbetrag", "net à payer"),
        *("montant dû", "montant à payer", "reste à payer", "totale da pagare", "netto a pagare"),
        *("total a pagar", "importe a pagar", "te betalen", "att betala", "å betale", "at betale"),
        *("do zapłaty", "za platiti", "za uplatu", "za plačilo", "k úhradě", "na úhradu"),
        *("maksettava", "fizetendő", "de plată"),
    )
)
GROSS = any_of(
    (
        *("grand total", "invoice total", "order total", "total amount", "total paid"),
        *("amount paid", "total incl", "total including tax", "total inc vat", "total charged"),
        *("gesamtbetrag", "gesamtsumme", "gesamtpreis", "rechnungsbetrag", "rechnungssumme"),
        *("endbetrag", "endsumme", "bruttobetrag", "gesamt brutto", "summe brutto"),
        *("montant ttc", "total ttc", "montant total", "montant payé", "totale fattura"),
        *("totale documento", "totale complessivo", "importo totale", "importe total"),
        *("total factura", "valor total", "totaal incl", "totaalbedrag", "totalt", "totalbelopp"),
        *("suma brutto", "razem brutto", "razem", "ukupno", "sveukupno", "skupaj", "celkem"),
        *("yhteensä", "végösszeg"),
    )
)
PLAIN = any_of(
    ("total", "summe", "gesamt", "totale", "totaal", "suma", "somme", "sum", "i alt", "összesen")
)
NO_TOTAL = re.compile(
    "|".join(
        map(
            re.escape,
            map(
                fold,
                (
                    *("subtotal", "sub total", "sub-total", "zwischensumme", "sous-total"),
                    *("subtotaal", "delsumma", "total ht", "hors taxe", "netto", "net total"),
                    *("total net", "net amount", "excl", "exkl", "before tax", "without tax"),
                    *("ohne mwst", "ohne ust", "imponibile", "base imponible", "total tax"),
                    *("total vat", "vat total", "total gst", "total tva", "total iva"),
                    *("totale iva", "summe mwst", "summe ust", "mwst gesamt", "tax total"),
                    *("total discount", "discount total", "total savings", "total hours"),
                    *("total items", "total qty", "total weight", "stunden gesamt", "last total"),
                    *("previous", "vorherig", "übertrag", "carried", "credit balance"),
                ),
            ),
        )
    )
)
NO_TOTAL_BUT = re.compile("netto a pagare|maximum netto")

ISSUED = any_of(
    (
        *("invoice date", "date of invoice", "date of issue", "issue date", "issued on", "issued"),
        *("billing date", "bill date", "receipt date", "rechnungsdatum", "belegdatum"),
        *("ausstellungsdatum", "rechnung vom", "date de facture", "date de facturation"),
        *("date d’émission", "date d'émission", "data fattura", "data documento"),
        *("data di emissione", "data emissione", "fecha de factura", "fecha factura"),
        *("fecha de emisión", "fecha emisión", "factuurdatum", "fakturadatum", "fakturadato"),
        *("datum vystavení", "dátum vystavenia", "datum izdavanja", "datum računa"),
        *("data wystawienia", "laskun päiväys", "számla kelte", "data da fatura"),
    )
)
DATED = any_of(
    (
        *("date", "datum", "data", "fecha", "dato", "date paid", "paid on", "bezahlt am"),
        *("transaction date", "payment date", "zahlungsdatum", "date de paiement", "päiväys"),
    )
)
NOT_ISSUED = any_of(
    (
        *("due date", "date due", "due", "due on", "payable by", "pay by", "fällig", "fällig am"),
        *("fälligkeit", "fälligkeitsdatum", "zahlbar bis", "zahlungsziel", "échéance"),
        *("date d'échéance", "date d’échéance", "date limite", "scadenza", "data scadenza"),
        *("data di scadenza", "vencimiento", "fecha de vencimiento", "fecha límite"),
        *("vervaldatum", "uiterste betaaldatum", "förfallodatum", "forfallsdato"),
        *("forfaldsdato", "termin płatności", "datum splatnosti", "splatnost", "dospijeće"),
        *("datum dospijeća", "rok plačila", "eräpäivä", "period", "billing period", "service"),
        *("service date", "service period", "leistungszeitraum", "leistungsdatum", "zeitraum"),
        *("lieferdatum", "delivery date", "bestelldatum", "order date", "periode", "période"),
        *("from", "until", "to", "bis", "von", "valid until", "gültig bis", "renews on"),
        *("next billing date", "nächste abbuchung", "geburtsdatum", "date of birth", "printed"),
        *("date de livraison", "date de commande", "data consegna", "fecha de entrega"),
        *("leverdatum", "data sprzedaży", "datum uskutečnění", "datum isporuke"),
    )
)
NUMBER = any_of(
    (
        *("invoice number", "invoice no", "invoice nr", "invoice #", "invoice id", "invoice"),
        *("receipt number", "receipt no", "receipt #", "document number", "rechnungsnummer"),
        *("rechnungs-nr", "rechnungsnr", "rechnung nr", "rechnung", "beleg-nr"),
        *("belegnummer", "bon-nr", "facture n°", "facture no", "n° de facture", "facture"),
        *("numéro de facture", "fattura n", "fattura nr", "numero fattura", "n. fattura"),
        *("factura nº", "factura n", "número de factura", "nº de factura", "factuurnummer"),
        *("fakturanummer", "faktura nr", "číslo faktury", "broj računa", "račun br"),
    )
)
TITLES = any_of(
    (
        *("invoice", "tax invoice", "receipt", "bill", "rechnung", "beleg", "quittung"),
        *("facture", "reçu", "fattura", "ricevuta", "factura", "recibo", "factuur", "bon"),
        *("faktura", "kvitto", "kvittering", "račun", "účtenka", "rachunek", "lasku", "page"),
        *("seite", "original", "copy", "kopie", "paid", "bezahlt", "statement", "date", "total"),
    )
)
FORM = re.compile(
    r"(?<!\w)(?:GmbH(?: & Co\. KG)?|mbH|UG|AG|OHG|e\.K\.|Ltd\.?|Limited|LLC|Inc\.?|Corp\.?|PLC|plc"
    r"|S\.A\.S\.?|SAS|SARL|S\.[Rr]\.[Ll]\.?|Srl|SRL|S\.p\.A\.?|SpA|B\.V\.?|BV|N\.V\.?|AB|A/S|ApS"
    r"|Oy|Oyj|d\.o\.o\.|s\.r\.o\.|Kft\.?|Sp\. z o\.o\.|S\.L\.U?\.?|Pty Ltd|SE|S\.à r\.l\.)(?!\w)"
)
