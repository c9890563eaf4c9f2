"""Common German first names, to detect names of persons. Those that are also ordinary words or places are left out.

Chosen by hand from the most frequent names of people of working age. The list need not be complete.
"""

_LIST = """
    Achim Adrian Albrecht Alexander Alexandra Alfred Alina Andrea Andreas Angela Angelika Anita Anja Anke Anna Anne Anneliese Annett
    Annette Antje Anton Antonia Armin Arno Astrid Axel Barbara Bastian Beate Benjamin Bernd Bernhard Bertram Bettina Bianca Birgit
    Birte Björn Brigitte Britta Burkhard Carina Carl Carmen Carola Carolin Carsten Charlotte Christa Christel Christian Christiane
    Christina Christine Christof Christoph Claudia Claus Clemens Constanze Cordula Corinna Cornelia Dagmar Daniel Daniela David Denise
    Dennis Detlef Diana Dieter Dietmar Dirk Dominik Doreen Doris Dorothea Eberhard Eckhard Edgar Edith Elena Elisabeth Elke Ellen Emil
    Emma Enrico Erhard Erich Erik Erika Erwin Esther Eva Evelyn Fabian Felix Ferdinand Florian Frank Franka Franz Franziska Fred Frieda
    Friedhelm Friedrich Gabi Gabriele Gerald Gerd Gerda Gerhard Gerlinde Gero Gertrud Gisela Gregor Gudrun Guido Günter Günther Hanna
    Hannah Hannes Hans Harald Hartmut Hedwig Heidi Heike Heiko Heiner Heinrich Heinz Helga Helmut Henning Henrik Henry Herbert Hermann
    Hildegard Holger Horst Hubert Ilka Ilona Ilse Ines Ingeborg Ingo Ingrid Irene Iris Irmgard Isabel Isabell Jakob Jana Janine Jasmin
    Jens Jessica Joachim Jochen Johanna Johannes Jonas Jonathan Jörg Josef Judith Julia Julian Juliane Julius Jürgen Jutta Karin Karina
    Karl Karla Karsten Katharina Kathleen Kathrin Katja Katrin Kerstin Kevin Kirsten Klaus Konrad Kristin Kristina Kurt Lars Laura Lea
    Lena Leon Leonie Leonhard Lina Lisa Lothar Louisa Luca Ludwig Luisa Lukas Luise Lutz Magdalena Maik Maike Maja Manfred Manuel
    Manuela Marcel Marco Marcus Maren Margarete Margit Margot Maria Marianne Marie Mario Marion Marius Markus Marlene Marlies Martin
    Martina Mathias Matthias Maximilian Meike Melanie Michael Michaela Miriam Mirko Monika Monique Moritz Nadine Nadja Natalie Nicole
    Niklas Nils Nina Norbert Oliver Olaf Ole Oskar Oswald Ottmar Patrick Patrizia Paul Paula Peggy Peter Petra Philipp Pia Rainer Ralf
    Ralph Ramona Raphael Rebecca Regina Regine Reiner Reinhard Reinhold Renate René Richard Rita Robert Roland Rolf Roman Ronald Ronny
    Roswitha Rüdiger Rudolf Sabine Sabrina Samuel Sandra Sarah Sascha Saskia Sebastian Siegfried Siegmar Sigrid Silke Silvia Simon
    Simone Sina Sofia Sonja Sophie Stefan Stefanie Steffen Steffi Stephan Stephanie Susann Susanne Sven Svenja Swen Sylvia Tamara Tanja
    Tatjana Thomas Thorsten Tilo Tim Timo Tina Tobias Torsten Udo Ulf Uli Ulla Ulrich Ulrike Ursula Ute Uwe Vanessa Vera Veronika
    Ahmet Ali Ayşe Aylin Bülent Can Cem Deniz Elif Emre Fatma Hasan Hatice Hüseyin Ibrahim Ivan Leyla Mehmet Mohammed Mustafa Olga Omar
    Selin Sergej Svetlana Yusuf Zeynep
    Viktor Viktoria Vincent Volker Walter Waltraud Wenke Werner Wilfried Wilhelm Willi Winfried Wolfgang Yvonne
"""
FIRST_NAMES = frozenset(_LIST.split())
