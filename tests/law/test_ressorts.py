"""The court for tariff disputes of every territory: code de justice administrative, article R. 312-10-1."""

import re

import pytest

from engine.law.collectivites import authority, codes, load_collectivites
from tests.bibliotheques import OURS

# The words of the article, read in the public version of 3 April 2026; the Rhône is that of its métropole too.
ARTICLE = """
Bordeaux : Charente, Charente-Maritime, Corrèze, Creuse, Deux-Sèvres, Dordogne, Gers, Gironde, Hautes-Pyrénées,
  Haute-Vienne, Indre, Landes, Lot-et-Garonne, Pyrénées-Atlantiques, Vienne ;
Lille : Aisne, Eure, Nord, Oise, Pas-de-Calais, Seine-Maritime, Somme ;
Lyon : Ain, Allier, Ardèche, Cantal, Côte-d'Or, Drôme, Haute-Loire, Haute-Savoie, Isère, Loire, Nièvre,
  Puy-de-Dôme, Rhône, Saône-et-Loire, Savoie, Yonne, Métropole de Lyon ;
Marseille : Alpes-Maritimes, Alpes-de-Haute-Provence, Bouches-du-Rhône, Corse-du-Sud, Haute-Corse, Hautes-Alpes,
  Var ;
Nancy : Ardennes, Aube, Bas-Rhin, Haut-Rhin, Doubs, Haute-Marne, Haute-Saône, Jura, Marne, Meurthe-et-Moselle,
  Meuse, Moselle, Territoire de Belfort, Vosges ;
Nantes : Calvados, Côtes-d'Armor, Finistère, Ille-et-Vilaine, Loire-Atlantique, Maine-et-Loire, Manche, Mayenne,
  Morbihan, Orne, Sarthe, Vendée ;
Paris : Guadeloupe, Guyane, Martinique, Mayotte, La Réunion, Seine-et-Marne, Seine-Saint-Denis, Val-de-Marne,
  Paris ;
Toulouse : Ariège, Aude, Aveyron, Gard, Haute-Garonne, Hérault, Lot, Lozère, Pyrénées-Orientales, Tarn,
  Tarn-et-Garonne, Vaucluse ;
Versailles : Cher, Essonne, Eure-et-Loir, Hauts-de-Seine, Indre-et-Loire, Loir-et-Cher, Loiret, Val-d'Oise,
  Yvelines
"""
COURTS = {
    name.strip(): city
    for line in ARTICLE.split(";")
    for city, names in [re.split(r" : ", line.strip(), maxsplit=1)]
    for name in re.sub(r"\s+", " ", names).split(", ")
}


@pytest.mark.parametrize("code", codes(OURS))
def test_the_court_of_each_territory_is_that_of_the_article(code: str) -> None:
    assert authority(OURS, code).tribunal == COURTS[load_collectivites(OURS).territoires[code].nom]


def test_the_article_and_the_list_hold_the_same_territories() -> None:
    assert COURTS.keys() == {one.nom for one in load_collectivites(OURS).territoires.values()}
